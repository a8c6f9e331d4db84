using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Cluster.Files;
using Huracan.Cluster.Models;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;
using Microsoft.Net.Http.Headers;

namespace Huracan.Api.Units;

/// <summary>The files of one unit of one run.</summary>
internal static class UnitFileEndpoints
{
    public static void MapUnitFileEndpoints(this IEndpointRouteBuilder routes)
    {
        var unit = routes.MapGroup("/runs/{id}/units/{coin}/{timeframe}").WithTags("Files");
        unit.MapGet("/files", ListAsync)
            .WithName("ListUnitFiles")
            .WithSummary("The files a unit has published")
            .Refuses(StatusCodes.Status404NotFound);
        unit.MapGet("/files/{**path}", DownloadAsync).WithName("GetUnitFile").WithSummary("A file of a unit")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
            .Produces(StatusCodes.Status304NotModified)
            .Refuses(StatusCodes.Status404NotFound);
        unit.MapGet("/report", ReportAsync)
            .WithName("GetUnitReport")
            .WithSummary("The chosen model, why it was chosen, its score part by part, and every candidate")
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .Produces(StatusCodes.Status304NotModified)
            .Refuses(StatusCodes.Status404NotFound);
        unit.MapGet("/importance", ImportanceAsync)
            .WithName("GetUnitImportance")
            .WithSummary("What the chosen model makes of each feature, on validation, with standard errors")
            .Produces<ImportanceReport>(StatusCodes.Status200OK)
            .Produces(StatusCodes.Status304NotModified)
            .Refuses(StatusCodes.Status404NotFound);
    }

    private static async Task<Tagged<Page<FileView>>> ListAsync(
        string id, string coin, string timeframe, FileTable files, UnitTable units, CancellationToken cancellationToken)
    {
        var key = RequestValidation.Key(id, coin, timeframe);
        var found = await files.OfUnitAsync(key, cancellationToken);
        if (found.Count == 0 && await units.FindAsync(key, cancellationToken) is null)
            throw new KeyNotFoundException($"There is no unit {key}.");
        return new(
            new Page<FileView>(
                [.. found.Select(file => new FileView(file.Path, file.Size, file.Sha256, ContentTypes.Of(file.Path)))], null));
    }

    private static Task<IResult> DownloadAsync(
        string id, string coin, string timeframe, string path, HttpContext context, FileTable files, UnitFileReader reader,
        CancellationToken cancellationToken) =>
        SendAsync(RequestValidation.Key(id, coin, timeframe), RequestValidation.FilePath(path), context, files, reader, cancellationToken);

    private static Task<IResult> ReportAsync(
        string id, string coin, string timeframe, HttpContext context, FileTable files, UnitFileReader reader,
        CancellationToken cancellationToken)
    {
        var key = RequestValidation.Key(id, coin, timeframe);
        return SendAsync(key, UnitReport.PathOf(key.Unit), context, files, reader, cancellationToken);
    }

    private static async Task<IResult> ImportanceAsync(
        string id, string coin, string timeframe, HttpContext context, FileTable files, ModelTable models, UnitFileReader reader,
        CancellationToken cancellationToken)
    {
        var key = RequestValidation.Key(id, coin, timeframe);
        var model = await models.FindAsync(key, cancellationToken) ?? throw new KeyNotFoundException($"{key} has no scored model.");
        var path = $"{RunOutputs.Candidate(key.Unit, model.Family, model.Horizon)}/{StageOutputs.Importance}";
        return await SendAsync(key, path, context, files, reader, cancellationToken);
    }

    private static async Task<IResult> SendAsync(
        UnitKey key, string path, HttpContext context, FileTable files, UnitFileReader reader, CancellationToken cancellationToken)
    {
        var file = await files.FindAsync(key, path, cancellationToken) ?? throw new KeyNotFoundException($"{key} has no file '{path}'.");
        var tag = new EntityTagHeaderValue($"\"{file.Sha256}\"");
        PageAnswer.Confine(context.Response);
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.GetTypedHeaders().ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        var content = await reader.OpenAsync(file, cancellationToken) ?? await reader.ReadAsync(key, path, cancellationToken);
        return TypedResults.Bytes(content, ContentTypes.Of(path), Path.GetFileName(path), entityTag: tag);
    }
}

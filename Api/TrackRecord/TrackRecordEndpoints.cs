using System.Globalization;
using Huracan.Api.Answers;
using Huracan.Api.Errors;
using Huracan.Cluster.TrackRecord;
using Huracan.Contracts.Http;
using Huracan.Contracts.TrackRecord;

namespace Huracan.Api.TrackRecord;

/// <summary>The routes for the track record: what models forecast live, and what became of it.</summary>
internal static class TrackRecordEndpoints
{
    private const int MostDays = 3650;

    public static void MapTrackRecordEndpoints(this IEndpointRouteBuilder routes)
    {
        var record = routes.MapGroup("/track-record").WithTags("Track record");
        record.MapGet("/entries", EntriesAsync).WithName("ListRecordEntries")
            .WithSummary("The entries in the order of the chain, with their hashes")
            .WithDescription(
                "Each hash is the SHA-256 of the hash before it (32 bytes, zeros before the first entry) followed by the UTF-8 text of "
                    + "the entry's content.").Refuses();
        record.MapGet("/units", UnitsAsync).WithName("ListRecordUnits")
            .WithSummary("What the outcomes of the last days come to, by unit").Refuses();
        record.MapGet("/{coin}/{timeframe}", UnitAsync).WithName("ListRecordOfUnit")
            .WithSummary("A unit's decisions with their outcomes, the latest first").Refuses();
    }

    private static async Task<Tagged<Page<RecordEntry>>> EntriesAsync(
        string? after, int? limit, TrackRecordTable table, CancellationToken cancellationToken)
    {
        var (start, count) = (RequestValidation.BeforeNumber(after) ?? 0, RequestValidation.Limit(limit));
        return new(Pages.Of(await table.AfterAsync(start, count + 1, cancellationToken), count, entry => Text(entry.Number)));
    }

    private static async Task<Tagged<Page<UnitRecordRow>>> UnitsAsync(
        int? days, string? after, int? limit, TrackRecordTable table, TimeProvider time, CancellationToken cancellationToken)
    {
        if (days is < 1 or > MostDays)
            throw new RequestValidationException("days", $"It is {days}; it must lie in [1, {MostDays}].");
        var (start, count) = (RequestValidation.AfterNumber(after), RequestValidation.Limit(limit));
        return new(Pages.Of(await table.ByUnitAsync(time.GetUtcNow().AddDays(-(days ?? 30)), cancellationToken), start, count));
    }

    private static async Task<Tagged<Page<RecordRow>>> UnitAsync(
        string coin, string timeframe, string? after, int? limit, TrackRecordTable table, CancellationToken cancellationToken)
    {
        var (unit, count) = (RequestValidation.Unit(coin, timeframe), RequestValidation.Limit(limit));
        return new(Pages.Of(
            await table.OfUnitAsync(unit, RequestValidation.BeforeNumber(after), count + 1, cancellationToken), count,
            row => Text(row.Decision.Closed)));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Text.Json;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Huracan.Api.Errors;

/// <summary>Turns exceptions into problem details. An unexpected exception is logged, and its message is not sent to the caller.</summary>
internal sealed partial class ErrorHandler(IProblemDetailsService problems, ILogger<ErrorHandler> log) : IExceptionHandler
{
    private const string RetrySeconds = "2";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }
        var problem = Describe(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            LogUnexpected(httpContext.Request.Method, httpContext.Request.Path, exception);
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
        {
            LogUnavailable(httpContext.Request.Path, exception.Message);
            httpContext.Response.Headers.RetryAfter = RetrySeconds;
        }
        httpContext.Response.StatusCode = problem.Status ?? StatusCodes.Status500InternalServerError;
        return await problems.TryWriteAsync(
            new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    internal static bool IsUnavailable(Exception exception) => Database.IsUnavailable(exception)
        || exception is StoreUnavailableException or ClusterUnavailableException or SiloUnavailableException
            or OrleansMessageRejectionException;

    private static ProblemDetails Describe(Exception exception) => exception switch
    {
        RequestValidationException refused => new HttpValidationProblemDetails(refused.Errors) { Status = StatusCodes.Status400BadRequest },
        BadHttpRequestException badRequest => Of(badRequest.StatusCode, Reason(badRequest)),
        InputRefusedException { IsNotFound: true } => Of(StatusCodes.Status404NotFound, exception.Message),
        InputRefusedException => Of(StatusCodes.Status422UnprocessableEntity, exception.Message),
        ConflictException or UnitRefusedException or StaleOwnerException => Of(StatusCodes.Status409Conflict, exception.Message),
        KeyNotFoundException => Of(StatusCodes.Status404NotFound, exception.Message),
        BusyException or ClusterUnavailableException => Of(StatusCodes.Status503ServiceUnavailable, exception.Message),
        SiloUnavailableException or OrleansMessageRejectionException =>
            Of(StatusCodes.Status503ServiceUnavailable, "No silo can be reached; try again soon."),
        TimeoutException => Of(StatusCodes.Status503ServiceUnavailable, "There was no answer in time; try again soon."),
        _ when IsUnavailable(exception) => Of(StatusCodes.Status503ServiceUnavailable, "The database cannot be reached; try again soon."),
        _ => Of(StatusCodes.Status500InternalServerError, null),
    };

    private static ProblemDetails Of(int status, string? detail) => new() { Status = status, Detail = detail };

    private static string Reason(BadHttpRequestException exception)
    {
        if (exception.InnerException is not JsonException json)
            return exception.Message;
        // The serializer's message names internal types and repeats the position.
        var what = json.Message switch
        {
            var text when text.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => "there is no such key",
            var text when text.Contains("could not be converted to", StringComparison.Ordinal) =>
                "the value is of another kind than expected",
            var text => text.Split(" Path: ")[0].Split(" LineNumber: ")[0].TrimEnd('|', ' '),
        };
        return $"The body is refused{(json.Path is { Length: > 2 } path ? $" at '{path[2..]}'" : "")}, line {json.LineNumber + 1}: {what}";
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed with an unexpected exception")]
    private partial void LogUnexpected(string method, string path, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "{Path} was refused because the database or the silos cannot be reached: {Reason}")]
    private partial void LogUnavailable(string path, string reason);
}

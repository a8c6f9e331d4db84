using System.Net;
using System.Text.Json;

namespace Huracan.Dashboard.Api;

/// <summary>The API refused a request, or could not be asked. Title and detail are for the page.</summary>
public sealed class ApiFaultException(
    HttpStatusCode? status, string title, string detail, IReadOnlyDictionary<string, string[]>? errors = null)
    : Exception(detail.Length == 0 ? title : $"{title}: {detail}")
{
    /// <summary>Null where no answer came.</summary>
    public HttpStatusCode? Status => status;

    public string Title => title;

    public string Detail => detail;

    /// <summary>Faults by the name of the value in the request.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors ?? new Dictionary<string, string[]>();

    public static async Task<ApiFaultException> OfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        ProblemView? problem = null;
        try
        {
            problem = JsonSerializer.Deserialize<ProblemView>(
                await answer.Content.ReadAsByteArrayAsync(cancellationToken), ApiJson.Options);
        }
        catch (JsonException)
        {
            // Not the API's own words, but a proxy's or none: the status says enough.
        }
        return new ApiFaultException(
            answer.StatusCode, problem?.Title ?? $"The API answered {(int)answer.StatusCode}", problem?.Detail ?? "", problem?.Errors);
    }

    private sealed record ProblemView
    {
        public string? Title { get; init; }

        public string? Detail { get; init; }

        public Dictionary<string, string[]>? Errors { get; init; }
    }
}

using System.Net;
using System.Text.Json;
using Huracan.Contracts.Json;

namespace Huracan.Contracts.Client;

/// <summary>The API refused a request, or could not be asked.</summary>
/// <param name="status">Status of the answer; null where none came.</param>
/// <param name="title">What is wrong, in a few words.</param>
/// <param name="detail">The same at length; may be empty.</param>
/// <param name="errors">Errors by the name of the value in the request.</param>
public sealed class ApiException(HttpStatusCode? status, string title, string detail, IReadOnlyDictionary<string, string[]>? errors = null)
    : Exception(detail.Length == 0 ? title : $"{title}: {detail}")
{
    /// <summary>Status of the answer; null where none came.</summary>
    public HttpStatusCode? Status => status;

    /// <summary>What is wrong, in a few words.</summary>
    public string Title => title;

    /// <summary>The same at length; may be empty.</summary>
    public string Detail => detail;

    /// <summary>Errors by the name of the value in the request.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors ?? new Dictionary<string, string[]>();

    internal static async Task<ApiException> OfAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        ProblemView? problem = null;
        try
        {
            problem = JsonSerializer.Deserialize<ProblemView>(
                await answer.Content.ReadAsByteArrayAsync(cancellationToken), HuracanJson.Compact);
        }
        catch (JsonException)
        {
            // No problem details: a proxy answered, or the body is empty. The status says enough.
        }
        return new ApiException(
            answer.StatusCode, problem?.Title ?? $"The API answered {(int)answer.StatusCode}", problem?.Detail ?? "", problem?.Errors);
    }

    private sealed record ProblemView
    {
        public string? Title { get; init; }

        public string? Detail { get; init; }

        public Dictionary<string, string[]>? Errors { get; init; }
    }
}

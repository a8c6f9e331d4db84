using System.Net.Http.Json;
using System.Text.Json;

namespace Huracan.Contracts.Client;

/// <summary>Sends requests to the API and reads its answers.</summary>
internal static class ApiAnswers
{
    /// <summary>A successful answer, of which the head has come. The caller disposes it.</summary>
    /// <exception cref="ApiException">It was refused, or could not be asked.</exception>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ApiException(null, "The API cannot be reached", exception.Message);
        }
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw await ApiException.OfAsync(answer, cancellationToken);
    }

    /// <summary>The value that an answer holds.</summary>
    /// <exception cref="ApiException">As <see cref="SendAsync"/>; or the answer cannot be read.</exception>
    public static async Task<T> ReadAsync<T>(
        HttpClient http, HttpRequestMessage request, JsonSerializerOptions json, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(http, request, cancellationToken);
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(json, cancellationToken)
                ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (exception is JsonException or HttpRequestException or IOException)
        {
            throw new ApiException(
                null, "The API's answer cannot be read", $"{request.Method} {request.RequestUri?.PathAndQuery}: {exception.Message}");
        }
    }
}

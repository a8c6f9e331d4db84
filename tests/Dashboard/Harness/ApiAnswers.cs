using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Huracan.Contracts.Json;

namespace Huracan.Tests.Dashboard.Harness;

/// <summary>
/// Answers of the API by path, written as the API writes them. A path without an answer fails the test that asks for it.
/// </summary>
internal sealed class ApiAnswers : HttpMessageHandler
{
    private readonly Dictionary<string, (HttpStatusCode Status, byte[] Body)> answers = new(StringComparer.Ordinal);

    /// <summary>What was asked for so far: <c>POST /runs</c>, with the query.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public void Add<T>(string path, T answer) => answers[$"/{path}"] = (HttpStatusCode.OK, HuracanJson.Serialize(answer));

    /// <summary>Problem details, as the API answers what it refuses or does not find.</summary>
    public void AddProblem(string path, HttpStatusCode status, string title, string detail) =>
        answers[$"/{path}"] = (status, HuracanJson.Serialize(new { Title = title, Status = (int)status, Detail = detail }));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}"); // the client always sets it
        if (!answers.TryGetValue(request.RequestUri.AbsolutePath, out var answer))
            throw new InvalidOperationException($"The test has no answer to {request.Method} {request.RequestUri}.");
        var content = new ByteArrayContent(answer.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return Task.FromResult(new HttpResponseMessage(answer.Status) { Content = content });
    }
}

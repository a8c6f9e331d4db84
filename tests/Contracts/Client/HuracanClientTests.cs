using System.Net;
using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Client;

namespace Huracan.Tests.Contracts.Client;

public class HuracanClientTests
{
    [Fact]
    public async Task States_of_a_newer_API_are_read_as_unknown()
    {
        var run = await Client("""
            {"run_id":"r","created":"2025-01-31T00:00:00Z","state":"ARCHIVED","version":"v1","source":"s","finished":null,
             "units":{"QUEUED":2,"WAITING_FOR_DATA":1,"ARCHIVED":3}}
            """).RunAsync("r", CancellationToken.None);
        var unit = await Client("""
            {"run_id":"r","coin":"BTCUSDT","timeframe":"1h","state":"WAITING_FOR_DATA","desired_state":"RUN","owner":null,"device":null,
             "progress":0.5,"activity":null,"reason":"","faults":0,"since":"2025-01-31T00:00:00Z","result":null}
            """).UnitAsync("r", new UnitId("BTCUSDT", Timeframe.H1), CancellationToken.None);
        var occurrences = await Client("""
            {"items":[{"task":"download","occurrence":"2025-01-31T00:05:00Z","state":"POSTPONED","started":null,
              "ended":"2025-01-31T00:05:00Z","attempt":0,"missed":0,"summary":"","report":null}],"next":null}
            """).DailyHistoryAsync(null, null, 10, CancellationToken.None);

        Assert.Equal(OccurrenceState.Unknown, Assert.Single(occurrences.Items).State);
        Assert.Equal((RunState.Unknown, false), (run.State, run.State.IsEnd));
        Assert.Equal(2, run.Units[UnitState.Queued]);
        Assert.Contains(UnitState.Unknown, run.Units.Keys);
        Assert.Equal((UnitState.Unknown, false, 0.5), (unit.State, unit.State.IsEnd, unit.Progress));
    }

    [Fact]
    public async Task A_state_that_is_no_text_is_an_answer_that_cannot_be_read()
    {
        var client = Client("""
            {"run_id":"r","created":"2025-01-31T00:00:00Z","state":3,"version":"v1","source":"s","finished":null,"units":{}}
            """);

        var error = await Assert.ThrowsAsync<ApiException>(() => client.RunAsync("r", CancellationToken.None));

        Assert.Equal("The API's answer cannot be read", error.Title);
    }

    private static HuracanClient Client(string answer) =>
        new(new HttpClient(new Answering(answer)) { BaseAddress = new Uri("http://127.0.0.1/") }, TimeProvider.System);

    private sealed class Answering(string answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(answer, Encoding.UTF8, "application/json"),
            });
    }
}

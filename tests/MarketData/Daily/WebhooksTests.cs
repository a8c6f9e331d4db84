using System.Net;
using System.Text.Json;
using Huracan.MarketData.Daily;
using Huracan.Tests.Exchange;

namespace Huracan.Tests.MarketData.Daily;

public class WebhooksTests
{
    private static readonly DailyAlert Alert = new(
        DailyAlert.UnitFailing, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), "it fails", "BTCUSDT", "1h");

    [Fact]
    public async Task An_alert_arrives_everywhere_as_json_and_is_tried_again()
    {
        using var handler = new Receiver { Refused = 2 };
        using var client = new HttpClient(handler);

        var failures = await new Webhooks(client, new FastTime(DateTimeOffset.UnixEpoch, 100)).SendAsync(
            Alert, ["http://a.example/hook", "http://b.example/hook"], CancellationToken.None);

        Assert.Empty(failures);
        Assert.Equal(["a.example", "b.example"], handler.Accepted.Select(one => one.Host).Order());
        using var body = JsonDocument.Parse(handler.Accepted[0].Body);
        Assert.Equal("unit_failing", body.RootElement.GetProperty("alert").GetString());
        Assert.Equal("it fails", body.RootElement.GetProperty("text").GetString());
        Assert.Equal("BTCUSDT", body.RootElement.GetProperty("coin").GetString());
        Assert.Equal("2026-01-02T03:04:05+00:00", body.RootElement.GetProperty("at").GetString());
    }

    [Fact]
    public async Task One_that_does_not_arrive_is_told_without_its_path_which_may_be_a_secret()
    {
        using var handler = new Receiver { Refused = int.MaxValue };
        using var client = new HttpClient(handler);

        var failures = await new Webhooks(client, new FastTime(DateTimeOffset.UnixEpoch, 100)).SendAsync(
            Alert, ["http://a.example/services/T0/secret"], CancellationToken.None);

        Assert.Equal(["a.example: it answered 503"], failures);
    }

    private sealed class Receiver : HttpMessageHandler
    {
        private readonly Lock gate = new();

        public int Refused { get; set; }

        public List<(string Host, string Body)> Accepted { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken); // an alert has one
            lock (gate)
            {
                if (Refused-- > 0)
                    return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
                Accepted.Add((request.RequestUri!.Host, body));
                return new HttpResponseMessage(HttpStatusCode.OK);
            }
        }
    }
}

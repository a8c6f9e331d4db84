using System.Diagnostics;
using System.Text.Json;
using Huracan.ServiceDefaults.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Huracan.Tests.ServiceDefaults.Logging;

public class JsonLineTests
{
    [Fact]
    public void A_record_is_one_line_with_its_fields_scopes_and_trace()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new Dictionary<string, object?> { ["Run"] = "r1", ["Unit"] = "outer" });
        var output = new StringWriter();
        KeyValuePair<string, object?>[] state = [
            new("Unit", "BTCUSDT/15m"), new("Sharpe", double.NaN), new("Trades", 12), new("{OriginalFormat}", "x"),
        ];
        var entry = new LogEntry<KeyValuePair<string, object?>[]>(
            LogLevel.Warning, "Huracan.Silo", new EventId(7), state, new InvalidOperationException("why"), (_, _) => "line one\nline two");
        new JsonLine(new Clock()).Write(entry, scopes, output);

        Assert.Equal(1, output.ToString().Count(c => c == '\n'));
        var record = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal("2026-01-02T03:04:05.678Z", record.GetProperty("time").GetString());
        Assert.Equal("warn", record.GetProperty("level").GetString());
        Assert.Equal("line one\nline two", record.GetProperty("message").GetString());
        Assert.Equal(7, record.GetProperty("event").GetInt32());
        Assert.Equal(activity.TraceId.ToHexString(), record.GetProperty("trace").GetString());
        Assert.Equal("""{"Run":"r1","Sharpe":"NaN","Trades":12,"Unit":"BTCUSDT/15m"}""", record.GetProperty("fields").GetRawText());
        Assert.Contains("why", record.GetProperty("exception").GetString(), StringComparison.Ordinal);
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);
    }
}

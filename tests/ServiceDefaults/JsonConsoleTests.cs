using System.Diagnostics;
using System.Text.Json;
using Huracan.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Huracan.Tests.ServiceDefaults;

public class JsonConsoleTests
{
    [Fact]
    public void A_record_is_one_line_with_its_time_values_and_scopes()
    {
        Assert.True(Console.IsOutputRedirected); // as under every test runner
        var builder = Host.CreateApplicationBuilder();
        builder.AddServiceDefaults();
        using var services = builder.Services.BuildServiceProvider();
        var formatter = services.GetServices<ConsoleFormatter>().Single(format => format.Name == ConsoleFormatterNames.Json);
        var scopes = new LoggerExternalScopeProvider();
        using var scope = scopes.Push(new Dictionary<string, object?> { ["Run"] = "r1" });
        var output = new StringWriter();
        KeyValuePair<string, object?>[] state = [new("Unit", "BTCUSDT/15m"), new("Trades", 12), new("{OriginalFormat}", "x")];

        formatter.Write(
            new LogEntry<KeyValuePair<string, object?>[]>(
                LogLevel.Warning, "Huracan.Silo", new EventId(7), state, new InvalidOperationException("why"),
                (_, _) => "line one\nline two"),
            scopes, output);

        Assert.Equal(1, output.ToString().Count(c => c == '\n'));
        using var json = JsonDocument.Parse(output.ToString());
        var record = json.RootElement;
        Assert.EndsWith("Z", record.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
        Assert.Equal("Warning", record.GetProperty("LogLevel").GetString());
        Assert.Equal("line one\nline two", record.GetProperty("Message").GetString());
        Assert.Equal("BTCUSDT/15m", record.GetProperty("State").GetProperty("Unit").GetString());
        Assert.Equal("r1", record.GetProperty("Scopes")[0].GetProperty("Run").GetString());
        Assert.Contains("why", record.GetProperty("Exception").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_within_a_request_carries_its_trace()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddServiceDefaults();
        var sink = new ScopeSink();
        builder.Logging.AddProvider(sink);
        using var services = builder.Services.BuildServiceProvider();
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        services.GetRequiredService<ILogger<JsonConsoleTests>>().LogWarning("a warning");

        Assert.Contains(sink.Scopes, scope => scope.Key == "TraceId" && Equals(scope.Value?.ToString(), activity.TraceId.ToHexString()));
    }

    private sealed class ScopeSink : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private IExternalScopeProvider? provider;

        public List<KeyValuePair<string, object?>> Scopes { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => provider = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider?.ForEachScope((scope, found) => found.AddRange(scope as IEnumerable<KeyValuePair<string, object?>> ?? []), Scopes);

        public void Dispose()
        {
        }
    }
}

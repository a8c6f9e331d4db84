using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Huracan.ServiceDefaults.Logging;

/// <summary>One JSON object per line, for whoever collects them; plain lines on a terminal.</summary>
internal static class ConsoleLogs
{
    // Below every other source, so that any setting wins. Requests are told by traces and metrics; at Information they would drown the
    // rest.
    private static readonly Dictionary<string, string?> Levels = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = "Warning",
        ["Logging:LogLevel:Polly"] = "Warning",
    };

    public static void AddConsoleLogs(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Levels });
        builder.Logging.ClearProviders();
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        if (Console.IsOutputRedirected)
        {
            builder.Logging.AddConsole(console => console.FormatterName = JsonLine.FormatterName);
            builder.Logging.AddConsoleFormatter<JsonLine, ConsoleFormatterOptions>(format => format.IncludeScopes = true);
        }
        else
        {
            builder.Logging.AddSimpleConsole(format =>
            {
                format.SingleLine = true;
                format.UseUtcTimestamp = true;
                format.TimestampFormat = "HH:mm:ss.fff ";
            });
        }
    }
}

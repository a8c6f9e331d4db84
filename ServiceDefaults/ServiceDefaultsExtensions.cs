using Huracan.ServiceDefaults.Health;
using Huracan.ServiceDefaults.Hosting;
using Huracan.ServiceDefaults.Http;
using Huracan.ServiceDefaults.Logging;
using Huracan.ServiceDefaults.Options;
using Huracan.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Huracan.ServiceDefaults;

/// <summary>What every host of Huracan shares, under Aspire's names.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Logs, telemetry, health, outgoing HTTP, options that are checked at start, loopback unless told otherwise.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<OptionsCheck>();
        builder.AddValidatedOptions<ListeningOptions>(ListeningOptions.Section);
        builder.Services.AddSingleton<IOptionsFaults, LoopbackRule>();
        builder.AddConsoleLogs();
        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddLiveness();
        builder.AddHttpClientDefaults();
        return builder;
    }

    /// <summary>
    /// <c>/health</c>: all checks; <c>/alive</c>: those tagged <c>live</c>. Call it before adding middleware of your own.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.UseRequestSpan();
        app.MapHealth();
        return app;
    }
}

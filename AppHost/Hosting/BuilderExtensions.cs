using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Huracan.AppHost.Hosting;

internal static class BuilderExtensions
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(9);
    private static readonly Dictionary<string, string> Defaults = new()
    {
        ["DcpPublisher:WaitForResourceCleanup"] = "true", // a stop has really stopped
        ["Logging:LogLevel:Aspire.Hosting.Dcp"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Huracan.AppHost.Resources"] = "Warning", // Aspire's dashboard has the rest
    };

    /// <summary>Whether a server of somebody else's is named in the settings, to be used instead of one of our own.</summary>
    public static bool IsGiven(this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsRunMode && builder.Configuration.GetConnectionString(name) is { Length: > 0 };

    /// <summary>
    /// What Aspire leaves to the application on a developer's machine: checks before the start, addresses, an orderly stop.
    /// </summary>
    public static IDistributedApplicationBuilder AddLifetime(this IDistributedApplicationBuilder builder, AppHostOptions options)
    {
        if (builder.ExecutionContext.IsPublishMode)
            return builder;
        foreach (var (key, value) in Defaults)
            builder.Configuration[key] ??= value;
        builder.Services.AddLogging(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<StartChecks>();
        builder.Services.AddHostedService<ReadyLog>();
        builder.Services.AddHostedService<OrderlyStop>();
        builder.Eventing.Subscribe<BeforeStartEvent>(
            (start, cancellationToken) => start.Services.GetRequiredService<StartChecks>().PassAsync(cancellationToken));
        return builder;
    }

    /// <summary>Tells a project of a server it can do without; null: there is none.</summary>
    public static IResourceBuilder<ProjectResource> WithOptionalReference(
        this IResourceBuilder<ProjectResource> project, IResourceBuilder<IResourceWithConnectionString>? server) =>
        server is null ? project : project.WithReference(server);

    /// <summary>Sets a variable; null: there is no value, and it stays unset.</summary>
    public static IResourceBuilder<ProjectResource> WithOptionalEnvironment(
        this IResourceBuilder<ProjectResource> project, string name, IResourceBuilder<ParameterResource>? value) =>
        value is null ? project : project.WithEnvironment(name, value);
}

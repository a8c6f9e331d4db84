using System.Net;
using Huracan.AppHost.Processes;

namespace Huracan.AppHost.Resources;

/// <summary>A project of ours, started from what the build left, one process per replica.</summary>
public sealed class ProjectResource(string name, string projectPath) : Resource(name), IResourceWithServiceDiscovery, ILaunchable
{
    private readonly List<Uri> endpoints = [];

    public int Replicas { get; internal set; } = 1;

    /// <summary>The port of the only replica; null lets the system choose one per replica.</summary>
    public int? Port { get; internal set; }

    public bool IsExternal { get; internal set; }

    /// <summary>The path that answers 200 when the process is ready; null: ready as soon as it runs.</summary>
    public string? HealthPath { get; internal set; }

    /// <summary>Variables of the environment, asked for at each start.</summary>
    internal List<Func<CancellationToken, ValueTask<IReadOnlyDictionary<string, string>>>> Environment { get; } = [];

    public IReadOnlyList<Uri> Endpoints
    {
        get
        {
            lock (endpoints)
            {
                while (endpoints.Count < Replicas)
                    endpoints.Add(new Uri($"http://127.0.0.1:{(endpoints.Count == 0 ? Port : null) ?? Ports.Free()}"));
                return [.. endpoints];
            }
        }
    }

    async Task<Launch?> ILaunchable.PrepareAsync(int replica, LaunchContext context, CancellationToken cancellationToken)
    {
        var program = ProjectOutput.Find(projectPath, AppContext.BaseDirectory);
        var endpoint = Endpoints[replica];
        if (!Ports.IsFree(endpoint.Port))
            throw new LaunchFailedException($"port {endpoint.Port} is in use by another process{(Port is null ? "" : $"; choose another with --{Name}-port")}", CanHeal: true);
        var instance = Replicas == 1 ? Name : $"{Name}-{replica + 1}";
        var state = Path.Combine(context.StateFolder, instance);
        Directory.CreateDirectory(state);
        var variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["HURACAN_STATE"] = state,
            ["OTEL_SERVICE_NAME"] = Name,
            ["OTEL_RESOURCE_ATTRIBUTES"] = Attributes(System.Environment.GetEnvironmentVariable("OTEL_RESOURCE_ATTRIBUTES"), instance),
        };
        foreach (var source in Environment)
        {
            foreach (var (key, value) in await source(cancellationToken))
                variables[key] = value;
        }
        return new Launch
        {
            Command = new ProcessCommand("dotnet", [program]) { Environment = variables, WorkingFolder = Path.GetDirectoryName(projectPath) },
            Endpoint = endpoint.GetLeftPart(UriPartial.Authority),
            RefusedCode = ExitCodes.Refused,
            IsReady = token => HealthPath is null ? Task.FromResult(true) : AnswersAsync(new Uri(endpoint, HealthPath), token),
        };
    }

    /// <summary>Adds the instance to the attributes the caller passes through.</summary>
    internal static string Attributes(string? given, string instance) =>
        string.Join(',', (given ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Append($"service.instance.id={instance}"));

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(address, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}

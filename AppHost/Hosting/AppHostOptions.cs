using System.Globalization;

namespace Huracan.AppHost.Hosting;

/// <summary>The options of the command line.</summary>
internal sealed record AppHostOptions
{
    public int Silos { get; init; } = 1;

    /// <summary>Full path of the folder whose data outlives a run.</summary>
    public required string StateFolder { get; init; }

    public int ApiPort { get; init; }

    public int DashboardPort { get; init; }

    /// <summary>
    /// The port of Aspire's dashboard; null: as ASPNETCORE_URLS says, which launchSettings.json sets, else the usual one.
    /// </summary>
    public int? AspirePort { get; init; }

    /// <summary>The ports of the parts that people open, with the options that choose them.</summary>
    public IReadOnlyList<(string Name, string Option, int Port)> Ports =>
    [
        ("api", "api-port", ApiPort),
        .. NoDashboard ? [] : new[] { ("dashboard", "dashboard-port", DashboardPort) },
        ("Aspire's dashboard", "aspire-port", AspirePort ?? AspireDashboard.PortOfEnvironment ?? AspireDashboard.Port),
    ];

    public bool NoDashboard { get; init; }

    /// <summary>Settings of the demonstration that is started where nothing is stored yet, a full path; null: none.</summary>
    public string? Demo { get; init; }

    public ServerKind Servers { get; init; }

    /// <summary>Options of Aspire itself, as they were given.</summary>
    public IReadOnlyList<string> Aspire { get; init; } = [];

    /// <summary>Units a silo works on at a time, so that all silos together have one for each core.</summary>
    public string SlotsPerSilo => Math.Max(1, Environment.ProcessorCount / Silos).ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Aspire's arguments: its own options, and to show every part's lines here, so that a part that cannot start is seen to fail.
    /// </summary>
    public DistributedApplicationOptions ForAspire()
    {
        AspireDashboard.SetEnvironment(AspirePort);
        return new DistributedApplicationOptions { Args = [.. Aspire], EnableResourceLogging = true };
    }

    /// <summary>The folder of one part.</summary>
    public string Folder(string name) => Path.Combine(StateFolder, name);
}

using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Cli.Run;

/// <summary>How a run is carried out, as opposed to what it computes.</summary>
/// <param name="Output">Folder that takes <c>artifacts/</c>, <c>reports/</c> and <c>config/</c>.</param>
/// <param name="Workers">Child processes.</param>
/// <param name="WorkerMemoryMegabytes">Limit of each; null for none.</param>
internal sealed record RunRequest(string Output, int Workers, int? WorkerMemoryMegabytes)
{
    /// <summary>Whether everything is thrown away at the end.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether skipped units are expected, so that the run ends as done with them.</summary>
    public bool AllowSkipped { get; init; }

    /// <summary>
    /// Whether units that are not in the run keep what was published of them, as where only some are trained anew.
    /// </summary>
    public bool AddsToPublished { get; init; }

    /// <summary>Whether the factory's contest and report follow, which says why units are not ACTIVE.</summary>
    public bool IsOfFactory { get; init; }

    /// <summary>Coins that the factory's universe left out.</summary>
    public IReadOnlyList<JudgedCoin> Excluded { get; init; } = [];

    /// <summary>The command that goes on with the work of a run; null for that of the chain's last stage.</summary>
    public Func<RunPaths, string>? HowToGoOn { get; init; }

    /// <summary>Which part of the chain is run.</summary>
    public ChainOptions Chain { get; init; } = new();
}

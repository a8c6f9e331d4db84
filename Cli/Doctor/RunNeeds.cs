using Huracan.Engine.Models;

namespace Huracan.Cli.Doctor;

/// <summary>What a run asks of the machine.</summary>
/// <param name="Output">Folder it writes below; it need not be there yet.</param>
/// <param name="Workers">Child processes that train side by side.</param>
public sealed record RunNeeds(string Output, int Workers)
{
    /// <summary>Memory each worker may take, megabytes; the default is what the largest usual unit takes.</summary>
    public int WorkerMegabytes { get; init; } = 1024;

    /// <summary>Whether a family of it trains by XGBoost.</summary>
    public bool NeedsXgboost { get; init; } = true;

    /// <summary>What it trains on.</summary>
    public TrainingDevice Device { get; init; } = TrainingDevice.Auto;
}

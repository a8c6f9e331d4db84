using Huracan.Engine.Models;

namespace Huracan.Cli.Doctor;

/// <summary>What a run needs of the machine.</summary>
/// <param name="Output">Folder it writes to; it may not exist yet.</param>
/// <param name="Workers">Child processes that train side by side.</param>
public sealed record RunRequirements(string Output, int Workers)
{
    /// <summary>Memory each worker may take, megabytes; the default is what the largest usual unit takes.</summary>
    public int WorkerMegabytes { get; init; } = 1024;

    /// <summary>Whether one of its model families is XGBoost.</summary>
    public bool NeedsXgboost { get; init; } = true;

    /// <summary>Whether one of them is LightGBM.</summary>
    public bool NeedsLightGbm { get; init; } = true;

    /// <summary>Whether one of them runs ONNX graphs.</summary>
    public bool NeedsOnnx { get; init; } = true;

    /// <summary>Whether one of them is CatBoost, which a person installs. Default false.</summary>
    public bool NeedsCatBoost { get; init; }

    /// <summary>The device it trains on.</summary>
    public TrainingDevice Device { get; init; } = TrainingDevice.Auto;
}

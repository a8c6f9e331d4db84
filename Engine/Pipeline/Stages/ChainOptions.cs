namespace Huracan.Engine.Pipeline.Stages;

/// <summary>
/// Which stages of the chain are run, and which model is backtested. By default all stages, with the model they make.
/// </summary>
public sealed record ChainOptions
{
    /// <summary>The first stage to be run; those before it must be finished.</summary>
    public ChainStage First { get; init; } = ChainStage.Tune;

    /// <summary>The last stage to be run.</summary>
    public ChainStage Last { get; init; } = ChainStage.Backtest;

    /// <summary>Whether the backtest takes the best model there is, instead of going through the chain.</summary>
    public bool FindsModel { get; init; }

    /// <summary>Folder of a model to be backtested instead, absolute; null for none.</summary>
    public string? ModelPath { get; init; }

    /// <summary>Whether the backtest also writes its signals.</summary>
    public bool WithSignals { get; init; }

    /// <summary>Whether a stage is to be run.</summary>
    public bool Has(ChainStage stage) => stage >= First && stage <= Last;
}

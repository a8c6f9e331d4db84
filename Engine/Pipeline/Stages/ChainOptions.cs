namespace Huracan.Engine.Pipeline.Stages;

/// <summary>Which part of the chain is to be run, and with which model a backtest is to be made. By default all of it, with what it makes.</summary>
public sealed record ChainOptions
{
    /// <summary>The first stage to be run; those before it must have been.</summary>
    public ChainStage First { get; init; } = ChainStage.Tune;

    /// <summary>The last stage to be run.</summary>
    public ChainStage Last { get; init; } = ChainStage.Backtest;

    /// <summary>Whether the backtest takes the best model there is, instead of going through the chain.</summary>
    public bool FindsModel { get; init; }

    /// <summary>Folder of a model to be backtested instead, absolute; null for none.</summary>
    public string? ModelPath { get; init; }

    /// <summary>Whether the backtest also writes what was wished to be traded.</summary>
    public bool WithSignals { get; init; }

    /// <summary>Whether a stage is to be run.</summary>
    public bool Has(ChainStage stage) => stage >= First && stage <= Last;
}

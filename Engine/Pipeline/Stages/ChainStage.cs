namespace Huracan.Engine.Pipeline.Stages;

/// <summary>The stages by which a candidate's model comes about, in their order.</summary>
public enum ChainStage
{
    /// <summary>Settings are searched.</summary>
    Tune,

    /// <summary>The best are cross-validated at length.</summary>
    Extend,

    /// <summary>One is chosen.</summary>
    Analyze,

    /// <summary>The model is trained, stopped early on validation and measured there.</summary>
    Best,

    /// <summary>It is trained again, on validation too.</summary>
    Final,

    /// <summary>It is traded over the test part.</summary>
    Backtest,
}

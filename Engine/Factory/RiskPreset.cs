namespace Huracan.Engine.Factory;

/// <summary>How careful the factory is; see <see cref="FactoryOptions"/> for what each sets.</summary>
public enum RiskPreset
{
    /// <summary>False discovery rate and α of promotion 0.01, least score 75.</summary>
    Conservative,

    /// <summary>0.05 each, no least score of its own.</summary>
    Balanced,

    /// <summary>0.10 each, no least score of its own.</summary>
    Aggressive,
}

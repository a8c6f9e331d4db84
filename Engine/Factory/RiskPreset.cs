namespace Huracan.Engine.Factory;

/// <summary>How careful the factory is; see <see cref="FactoryOptions"/> for what each sets.</summary>
public enum RiskPreset
{
    /// <summary>False discovery rate and α of promotion 0.01, least net edge 8 basis points a trade, least score 75.</summary>
    Conservative,

    /// <summary>0.05 each, 5 basis points, no least score of its own.</summary>
    Balanced,

    /// <summary>0.10 each, 3 basis points, no least score of its own.</summary>
    Aggressive,
}

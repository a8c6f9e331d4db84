using Huracan.Contracts.Trading;

namespace Huracan.Engine.Quality;

/// <summary>The tiers of the score with what each allows.</summary>
public static class QualityTiers
{
    /// <summary>Least score of HIGH.</summary>
    public const double HighFrom = 75;

    /// <summary>Least score of MEDIUM.</summary>
    public const double MediumFrom = 60;

    /// <summary>Least score of LOW.</summary>
    public const double LowFrom = 50;

    /// <summary>Tier of a score; NaN is rejected.</summary>
    public static QualityTier Of(double score) => score switch
    {
        >= HighFrom => QualityTier.High,
        >= MediumFrom => QualityTier.Medium,
        >= LowFrom => QualityTier.Low,
        _ => QualityTier.Rejected,
    };

    /// <summary>HIGH is ACTIVE, MEDIUM is WARMUP, LOW is CAUTION, REJECTED is NO_TRADE.</summary>
    public static GateAction ActionOf(QualityTier tier) => tier switch
    {
        QualityTier.High => GateAction.Active,
        QualityTier.Medium => GateAction.Warmup,
        QualityTier.Low => GateAction.Caution,
        _ => GateAction.NoTrade,
    };

    /// <summary>Least confidence of a forecast worth trading: 0.45, 0.55, 0.65, and 0.99 for REJECTED.</summary>
    public static double MinConfidenceOf(QualityTier tier) => tier switch
    {
        QualityTier.High => 0.45,
        QualityTier.Medium => 0.55,
        QualityTier.Low => 0.65,
        _ => 0.99,
    };
}

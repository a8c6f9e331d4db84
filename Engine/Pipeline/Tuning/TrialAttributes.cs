using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>User attributes of trials, JSON by these keys, beside <see cref="Study.Reason"/>.</summary>
public static class TrialAttributes
{
    /// <summary>Skill of each fold it came to, a list of numbers.</summary>
    public const string FoldSkills = "fold_skills";

    /// <summary>Sharpe ratio per bar of trading its out-of-fold forecasts after all costs.</summary>
    public const string Sharpe = "sharpe";

    /// <summary>The returns of that, as <see cref="Quality.Metrics.ReturnBlocks"/>.</summary>
    public const string Returns = "returns";

    /// <summary>Samples per training step that fitted into memory; there where it is less than asked for.</summary>
    public const string BatchSize = "batch_size";
}

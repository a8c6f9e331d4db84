using Huracan.Contracts.Reports;

namespace Huracan.Engine.Quality;

/// <summary>
/// The quality score, 0 to 100: weighted parts, each a clamped ramp of one measured value, under a ceiling set by the evidence.
/// It is monotone in every part. See docs/score.md.
/// </summary>
public static class ScoreFormula
{
    // Just below LOW and HIGH: without a positive Sharpe ratio and skill nothing is tradable, without enough evidence nothing is HIGH.
    internal const double LeastCeiling = QualityTiers.LowFrom - 0.1;
    internal const double DoubtCeiling = QualityTiers.HighFrom - 0.1;

    internal const string PsrPart = "psr";

    /// <summary>Scores a unit.</summary>
    /// <param name="inputs">What was measured on test.</param>
    /// <param name="options">Weights and ramps; null takes the defaults.</param>
    /// <exception cref="ArgumentException">A weight is negative, all are 0, or a ramp has no length.</exception>
    public static QualityScore Evaluate(ScoreInputs inputs, ScoreOptions? options = null)
    {
        options ??= new ScoreOptions();
        (string Name, double Value, ScoreRule Rule)[] rows =
        [
            (PsrPart, inputs.Psr, options.Psr),
            ("sharpe_annual", inputs.AnnualSharpe, options.AnnualSharpe),
            ("net_edge_bps", inputs.NetEdgeBps, options.NetEdgeBps),
            ("profit_factor", inputs.ProfitFactor, options.ProfitFactor),
            ("max_drawdown", inputs.MaxDrawdown, options.MaxDrawdown),
            ("forecast_skill", inputs.Skill, options.Skill),
            ("trades", inputs.Trades, options.Trades),
            ("positive_folds", inputs.PositiveFolds, options.Consistency),
            ("coverage", inputs.Coverage, options.Coverage),
        ];
        var weights = 0.0;
        foreach (var (name, _, rule) in rows)
        {
            if (!(rule.Weight >= 0) || !double.IsFinite(rule.Ramp.One - rule.Ramp.Zero) || rule.Ramp.Zero == rule.Ramp.One)
                throw new ArgumentException(
                    $"The part '{name}' has {rule}: weights are 0 or more, ramps have two different ends.", nameof(options));
            weights += rule.Weight;
        }
        if (!(weights > 0))
            throw new ArgumentException("At least one part of the score must weigh something.", nameof(options));
        var parts = new ScorePart[rows.Length];
        var sum = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            var weight = 100 * rows[i].Rule.Weight / weights;
            parts[i] = new ScorePart(rows[i].Name, rows[i].Value, weight * rows[i].Rule.Ramp.At(rows[i].Value), weight);
            sum += parts[i].Points;
        }
        var ceiling = inputs.LogLossSkill <= 0 ? LeastCeiling : Ceiling(inputs.Psr, options.FullPsr);
        if (inputs.IsOverfitted)
            ceiling = Math.Min(ceiling, DoubtCeiling);
        var score = Math.Round(Math.Min(sum, ceiling), 2);
        return new QualityScore(score, ceiling, parts) { Tier = QualityTiers.Of(score) };
    }

    /// <summary>49.9 up to a PSR of 0.5, then linear to 74.9 just below <paramref name="full"/>, 100 from there on.</summary>
    private static double Ceiling(double psr, double full) =>
        psr >= full ? 100 : LeastCeiling + (DoubtCeiling - LeastCeiling) * new Ramp(0.5, full).At(psr);
}

using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Extension;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Engine.Pipeline.Selection;

/// <summary>
/// Chooses settings after a search. Each configuration is compared with the family's own, fold by fold: its mean advantage, less the
/// standard error of that advantage times the expected maximum of N independent trials without skill, the bracket of the deflated
/// Sharpe ratio (F2). This deflates for both the spread over the folds and the number of trials. The highest wins if it is above 0 and the
/// probability of backtest overfitting is at most 0.5 (F3); otherwise the family's defaults win. The rule "highest" takes the highest mean
/// skill instead; the deflated gain is reported either way.
/// </summary>
public static class ConfigurationChoice
{
    private const double MostOverfitting = 0.5;

    /// <summary>Chooses.</summary>
    /// <param name="study">The finished study.</param>
    /// <param name="extended">Its best settings cross-validated, the family's own among them.</param>
    /// <param name="rule">What settings other than the family's own have to show.</param>
    public static BestConfiguration Of(StudyResults study, ExtendedResults extended, ChoiceRule rule)
    {
        var own = extended.Configurations.Single(one => one.Trial is null);
        var (tried, variance) = (study.Trials.Count, study.SharpeVariance());
        var luck = tried < 2 ? 0 : SharpeStatistics.ExpectedMaximum(1, tried);
        var judged = extended.Configurations.Select(one => Judge(one, own, luck, tried, variance)).ToArray();
        var overfitting = study.Overfitting?.Probability;
        // the first of equals
        var best = rule == ChoiceRule.Highest ? judged.MaxBy(one => one.MeanSkill) : judged.MaxBy(one => one.DeflatedGain);
        if (best is null || (rule == ChoiceRule.Deflated && (overfitting > MostOverfitting || best.DeflatedGain <= 0)))
            best = judged.Single(one => one.Rank == own.Rank);
        var chosen = extended.Configurations.Single(one => one.Rank == best.Rank);
        var reason = Reason(judged, best, own.Rank, tried, overfitting, rule);
        return new BestConfiguration(chosen.Trial, chosen.Rank, chosen.Settings, reason, tried, variance, study.Bars, overfitting, judged);
    }

    private static ComparedConfiguration Judge(
        ExtendedConfiguration one, ExtendedConfiguration own, double luck, int tried, double? variance)
    {
        var advantage = one.Folds.Zip(own.Folds, (mine, other) => mine.Skill - other.Skill).ToArray();
        var (gain, error) = (advantage.Average(), ExtendStage.Deviation(advantage) / Math.Sqrt(advantage.Length));
        var trading = one.Trading;
        var deflated = variance is { } v && tried >= 2
            ? SharpeStatistics.DeflatedSharpe(trading.Ratio, trading.Bars, trading.Skewness, trading.Kurtosis, v, tried)
            : trading.ProbabilisticSharpe();
        return new ComparedConfiguration(
            one.Rank, one.Source, one.SearchValue, one.MeanSkill, one.Spread, gain, gain - luck * error, trading.Ratio, deflated);
    }

    private static string Reason(
        ComparedConfiguration[] judged, ComparedConfiguration chosen, int own, int tried, double? overfitting, ChoiceRule rule)
    {
        var probability = overfitting is { } p
            ? string.Create(CultureInfo.InvariantCulture, $" The probability of backtest overfitting is {p:F2}.")
            : "";
        if (chosen.Rank != own)
        {
            var words = string.Create(
                CultureInfo.InvariantCulture,
                $"{chosen.Source} beats the family's own settings by {chosen.Gain:F4} of skill on average over the folds, "
                    + $"{chosen.DeflatedGain:F4} after paying for {tried} trials and for its spread.");
            var luck = rule == ChoiceRule.Highest
                ? " Taken for its mean skill alone, as was asked for: that it may be luck did not count."
                : "";
            return $"{words}{luck}{probability}";
        }
        var best = judged.Where(one => one.Rank != own).MaxBy(one => rule == ChoiceRule.Highest ? one.MeanSkill : one.DeflatedGain);
        if (best is null)
            return $"No trial found other settings than the family's own.{probability}";
        return rule == ChoiceRule.Deflated && best.DeflatedGain > 0
            ? $"The family's own settings: {best.Source} looks better, but the search is likelier overfitted than not.{probability}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"The family's own settings: the best of the others, {best.Source}, is ahead by {best.Gain:F4} of skill on average over "
                    + $"the folds, {best.DeflatedGain:F4} after paying for {tried} trials and for its spread.{probability}");
    }
}

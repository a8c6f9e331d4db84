using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Extension;
using Huracan.Engine.Pipeline.Selection;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Tuning;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Search.Studies;

namespace Huracan.Tests.Engine.Pipeline.Selection;

public class ConfigurationChoiceTests
{
    private static readonly double[] Own = [0.010, 0.020, 0.030, 0.015, 0.025];

    [Fact]
    public void What_is_ahead_in_every_fold_by_much_the_same_wins()
    {
        var chosen = Choose(30, null, ("trial 4", Ahead(0.005, 0.0002)));

        Assert.Equal(4, chosen.Trial);
        Assert.Contains("trial 4 beats the family's own settings by 0.0050", chosen.Reason, StringComparison.Ordinal);
        Assert.Contains("30 trials", chosen.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_lead_from_one_lucky_fold_does_not()
    {
        double[] lucky = [Own[0], Own[1] + 0.025, Own[2], Own[3], Own[4]];

        var chosen = Choose(30, null, ("trial 4", lucky));

        Assert.Null(chosen.Trial);
        Assert.Contains("is ahead by 0.0050", chosen.Reason, StringComparison.Ordinal);
        Assert.True(chosen.Configurations[0].DeflatedGain < 0);
    }

    [Fact]
    public void The_more_trials_the_greater_the_lead_has_to_be()
    {
        var lead = Ahead(0.005, 0.004);

        var gains = new[] { 1, 2, 10, 100, 1000 }
            .Select(tried => Choose(tried, null, ("trial 0", lead)).Configurations[0].DeflatedGain)
            .ToArray();

        Assert.Equal(gains.OrderDescending(), gains);
        Assert.Equal(0.005, gains[0], 12); // one try has no luck to be taken off
        Assert.Equal((0, (int?)null), (Choose(2, null, ("trial 0", lead)).Trial, Choose(1000, null, ("trial 0", lead)).Trial));
    }

    [Fact]
    public void A_search_that_is_likelier_overfitted_than_not_is_not_trusted()
    {
        var chosen = Choose(30, new BacktestOverfitting(0.51, 0, 0.5, 12_870), ("trial 4", Ahead(0.005, 0.0002)));

        Assert.Null(chosen.Trial);
        Assert.Contains(
            "likelier overfitted than not. The probability of backtest overfitting is 0.51", chosen.Reason, StringComparison.Ordinal);
        Assert.Equal(4, Choose(30, new BacktestOverfitting(0.5, 0, 0.5, 12_870), ("trial 4", Ahead(0.005, 0.0002))).Trial);
    }

    [Fact]
    public void Of_several_the_one_with_the_greatest_lead_after_its_price_wins()
    {
        var chosen = Choose(30, null, ("trial 4", Ahead(0.006, 0.003)), ("trial 9", Ahead(0.005, 0.0002)));

        Assert.Equal((9, 2), (chosen.Trial, chosen.Rank));
    }

    [Fact]
    public void The_highest_mean_skill_is_taken_on_request_and_its_deflated_gain_is_reported()
    {
        double[] lucky = [Own[0], Own[1] + 0.04, Own[2], Own[3], Own[4]];
        var overfitted = new BacktestOverfitting(0.9, 0, 0.5, 12_870);

        var chosen = Choose(ChoiceRule.Highest, 30, overfitted, ("trial 4", lucky), ("trial 9", Ahead(0.005, 0.0002)));

        Assert.Equal(4, chosen.Trial);
        Assert.True(chosen.Configurations[0].DeflatedGain < 0);
        Assert.Contains("as was asked for", chosen.Reason, StringComparison.Ordinal);
        Assert.Contains("backtest overfitting is 0.90", chosen.Reason, StringComparison.Ordinal);
        Assert.Null(Choose(ChoiceRule.Highest, 30, null, ("trial 4", Ahead(-0.001, 0.0002))).Trial);
    }

    [Fact]
    public void Sharpe_ratios_are_deflated_by_all_trials_that_were_tried()
    {
        var chosen = Choose(30, null, ("trial 4", Own));
        var trading = chosen.Configurations[0];
        // The formula's own parts, put together here.
        var luck = SharpeStatistics.ExpectedMaximum(chosen.SharpeVariance!.Value, 30);

        Assert.Equal(SharpeStatistics.Psr(0.05, 1000, -0.5, 4, luck), trading.DeflatedSharpe, 12);
        Assert.Equal(0.01 * 0.01 * 77.5, chosen.SharpeVariance!.Value, 12); // of 0, 0.01, … 0.29: (n^2 + n) / 12 steps squared
    }

    private static double[] Ahead(double lead, double wobble) =>
        [.. Own.Select((skill, fold) => skill + lead + (fold % 2 == 0 ? wobble : -1.5 * wobble))];

    private static BestConfiguration Choose(
        int tried, BacktestOverfitting? overfitting, params (string Source, double[] Skills)[] configurations) =>
        Choose(ChoiceRule.Deflated, tried, overfitting, configurations);

    private static BestConfiguration Choose(
        ChoiceRule rule, int tried, BacktestOverfitting? overfitting, params (string Source, double[] Skills)[] configurations)
    {
        var trials = Enumerable.Range(0, tried).Select(number =>
            new TrialResult(number, 1, TrialState.Complete, 0, new Dictionary<string, double>(), [], 0.01 * number, ""));
        var judged = configurations.Select((one, place) => Configuration(place + 1, int.Parse(one.Source[6..]), one.Skills))
            .Append(Configuration(configurations.Length + 1, null, Own));
        return ConfigurationChoice.Of(
            new StudyResults("s", true, [.. trials], [], 1000, overfitting), new ExtendedResults(1000, 10, [.. judged]), rule);
    }

    private static ExtendedConfiguration Configuration(int rank, int? trial, double[] skills) => new(
        rank, trial, null, new Dictionary<string, double>(),
        [.. skills.Select((skill, fold) => new ExtendedFold(fold + 1, skill, 1, 1, 100, 100))], skills.Average(), 0,
        new SharpeStatistics(1000, 0.05, 1, -0.5, 4));
}

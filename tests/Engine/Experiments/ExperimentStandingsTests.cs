using System.Text;
using System.Xml.Linq;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Experiments;
using Huracan.Engine.Experiments.Report;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Tests.Engine.Experiments;

public class ExperimentStandingsTests
{
    private static readonly string[] Models = ["linear", "trees", "net"];

    [Fact]
    public void Seeds_are_averaged_then_timeframes_and_horizons_of_a_coin_and_the_coins_are_ranked()
    {
        // trees is ahead by 0.01 everywhere, net as good as linear on average, with much noise of the seeds.
        var table = Table(8, (model, coin, seed) => 0.001 * coin + (model switch
        {
            "trees" => 0.01,
            "net" => (coin % 2 == 0 ? 0.001 : -0.001) + (seed == 1 ? 0.005 : -0.005),
            _ => 0,
        }));

        Assert.Equal((8, 32), (table.Blocks.Count, table.Series));
        Assert.Equal("trees", table.Models[0].Model);
        Assert.Equal(1, table.Models[0].MeanRank, 1e-9);
        var net = table.Models.Single(one => one.Model == "net");
        Assert.Equal((2.5, 0.0035), (net.MeanRank, Math.Round(net.Mean, 12)));
        Assert.Equal(0.005 * Math.Sqrt(2), net.SeedSpread ?? 0, 1e-9);
        Assert.Equal(0, table.Models[0].SeedSpread ?? 1, 1e-9);
        Assert.Equal(["trees", "net"], table.Comparisons.Select(one => one.Model));
        Assert.Equal((8, 0, 2.0 / 256), (table.Comparisons[0].Better, table.Comparisons[0].Worse, table.Comparisons[0].PValue));
        Assert.Equal(["linear", "net"], Assert.Single(table.Groups).Order(StringComparer.Ordinal));
        Assert.StartsWith(
            "Over 8 coins trees is better than linear by more than chance; no other model can be told from it.", table.Verdict,
            StringComparison.Ordinal);
        Assert.Contains("Coins move together", table.Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_differs_the_verdict_says_so()
    {
        Assert.StartsWith(
            "No model differs from linear by more than chance over 6 coins.", Table(6, (_, coin, _) => coin).Verdict,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "No model can be told from linear: over 3 coins the least p-value possible is 0.25.", Table(3, (_, coin, _) => coin).Verdict,
            StringComparison.Ordinal);
        var one = Table(1, (_, coin, _) => coin);
        Assert.StartsWith("Nothing can be said: 1 coin", one.Verdict, StringComparison.Ordinal);
        Assert.Null(one.Friedman);
    }

    [Fact]
    public void A_series_that_one_model_has_not_is_left_out_for_all_and_named()
    {
        var results = Results(4, (model, coin, _) => model == "net" && coin == 0 ? double.NaN : coin).Select(one =>
            one is { Model: "trees", Seed: 2, Horizon: 4 } && one.Unit == new UnitId("C3USDT", Timeframe.H1)
                ? one with { Status = UnitStatus.Failed, Reason = "out of memory", Validation = null }
                : one).ToList();

        var table = ExperimentStandings.Of("test", Settings(), results);

        Assert.Equal(["C1USDT", "C2USDT", "C3USDT"], table.Blocks);
        Assert.Equal(11, table.Series);
        Assert.Equal(5, table.LeftOut.Count);
        Assert.Contains(new SeriesLeftOut("C3USDT/1h/h4", "trees with seed 2 failed: out of memory"), table.LeftOut);
        Assert.Contains(table.LeftOut, one => one.Reason == "net with seed 1: log_loss_skill is no number.");
    }

    [Theory]
    [InlineData(ExperimentBlock.Coin, 4, "C0USDT")]
    [InlineData(ExperimentBlock.Unit, 8, "C0USDT/1h")]
    [InlineData(ExperimentBlock.Series, 16, "C0USDT/1h/h1")]
    public void A_block_is_what_the_settings_say(ExperimentBlock block, int count, string first)
    {
        var settings = Settings();
        settings.Block = block;

        var table = ExperimentStandings.Of("test", settings, Results(4, (_, coin, seed) => coin + (double)seed));

        Assert.Equal((count, first), (table.Blocks.Count, table.Blocks[0]));
    }

    [Fact]
    public void The_report_shows_ranks_groups_and_runs_and_is_well_formed()
    {
        var results = Results(8, (model, coin, _) => coin + (model == "trees" ? 1 : 0));
        var html = Encoding.UTF8.GetString(ExperimentPage.Render(
            ExperimentStandings.Of("a <b>", Settings(), results), results, new Dictionary<string, string> { ["1"] = "run-one" }));

        Assert.Contains("Experiment a &lt;b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("critical difference 1.17", html, StringComparison.Ordinal);
        Assert.Contains("run-one", html, StringComparison.Ordinal);
        var (from, to) = (html.IndexOf("<svg", StringComparison.Ordinal), html.IndexOf("</svg>", StringComparison.Ordinal));
        var svg = XElement.Parse(html[from..(to + "</svg>".Length)]);
        Assert.Contains(svg.Elements(), text => text.Value == "trees 1.00");
        var table = CandidateResult.ToTable(results);
        Assert.Equal((8 * 2 * 2 * 3 * 2, 19), (table.Rows, table.Columns.Count));
    }

    private static ExperimentTable Table(int coins, Func<string, int, ulong, double> skill) =>
        ExperimentStandings.Of("test", Settings(), Results(coins, skill));

    private static ExperimentSettings Settings() => new() { Run = new RunOptions { Models = [.. Models] } };

    private static List<CandidateResult> Results(int coins, Func<string, int, ulong, double> skill) =>
    [
        .. from seed in new ulong[] { 1, 2 }
           from coin in Enumerable.Range(0, coins)
           from timeframe in new[] { Timeframe.H1, Timeframe.H4 }
           from horizon in new[] { 1, 4 }
           from model in Models
           select new CandidateResult(
               new UnitId($"C{coin}USDT", timeframe), horizon, model, seed, UnitStatus.Done, "", Report(skill(model, coin, seed)), null),
    ];

    private static ValidationReport Report(double skill) => new(
        skill,
        ClassificationMetrics.Of([], []), RegressionMetrics.Of([], []),
        new EntryThresholdChoice(0, "", []));
}

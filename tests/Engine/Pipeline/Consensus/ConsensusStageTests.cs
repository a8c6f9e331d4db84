using System.Text.Json;
using System.Text.Json.Nodes;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality;
using Huracan.Engine.Regimes;
using Huracan.Engine.Reports;
using Huracan.Tests.Engine.Pipeline.Execution;

namespace Huracan.Tests.Engine.Pipeline.Consensus;

[Collection("torch")]
public class ConsensusStageTests
{
    private static readonly Lazy<PipelineRun> Two = new(() => Done(options => options.Horizons = [1, 4]));

    [Fact]
    public void The_consensus_of_one_voter_is_its_vote_wherever_it_is_heard()
    {
        var run = Done(_ => { });
        var table = run.Folder.ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit));
        var (scores, weights) = (table.Get<double>("s"), table.Get<double>("weight:xgboost/h4"));
        var votes = run.Forecasts("xgboost", StageOutputs.TestForecasts).Predictions.Select(p => (double)p.Up - p.Down).ToArray();

        Assert.Equal(votes.Length, scores.Length);
        Assert.Contains(1.0, weights);
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.True(weights[i] is 0 or 1);
            Assert.Equal(weights[i] * votes[i], scores[i]);
        }
        Assert.True(Report(run).Trading.TradesTaken > 10);
        Assert.True(Report(run).Trading.NetEdgeBps > 0, "The planted signal is not traded."); // a hit pays many times the costs
    }

    [Fact]
    public void Weights_are_those_of_a_mean_and_levels_and_signals_follow_the_threshold()
    {
        var (table, report) = (Two.Value.Folder.ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit)), Report(Two.Value));
        double[] s = table.Get<double>("s"), threshold = table.Get<double>("threshold");
        string[] names = ["xgboost/h1", "xgboost/h4"];

        Assert.Equal(
            [
                "bar", "open_time", "regime", "s", "level", "threshold",
                .. names.SelectMany(name => new[] { $"vote:{name}", $"weight:{name}" }),
            ],
            table.Columns.Select(column => column.Name));
        for (var i = 0; i < s.Length; i++)
        {
            var (sum, mean) = (0.0, 0.0);
            foreach (var name in names)
            {
                var (vote, weight) = (table.Get<double>($"vote:{name}")[i], table.Get<double>($"weight:{name}")[i]);
                Assert.True(weight == 0 || !double.IsNaN(vote), "Who is not heard has no weight.");
                sum += weight;
                mean += weight == 0 ? 0 : weight * vote;
            }
            Assert.True(sum == 0 || Math.Abs(sum - 1) < 1e-12);
            Assert.Equal(mean, s[i], 12);
            var level = (Math.Abs(s[i]) / threshold[i]) switch { >= 1.5 => "STRONG", >= 1 => "MODERATE", >= 0.5 => "WEAK", _ => "NONE" };
            Assert.Equal(level, table.Get<string>("level")[i]);
            Assert.True(threshold[i] >= report.Threshold.Threshold);
        }
        Assert.Equal(s.Length, report.Levels.Sum(level => level.Bars));
        Assert.Equal(s.Length, report.Regimes.Sum(regime => regime.Bars));
        Assert.Equal(report.Trading.TradesTaken, report.Regimes.Sum(regime => regime.Trades));
        Assert.Equal(table.Get<double>("weight:xgboost/h4").Average(), report.Voters[1].Weight.Mean, 12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decisions_tell_every_entry_and_exit_and_what_was_let_pass(bool alone)
    {
        var (run, report) = (Two.Value, Report(Two.Value));
        var bars = run.Folder.ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit));
        var first = bars.Get<int>("bar")[0];
        var rows = Log(run).Where(row => row.Source == (alone ? report.BestVoter : "consensus")).ToList();
        var trades = (alone ? report.BestTrading : report.Trading).TradesTaken;

        Assert.True(trades > 0);
        Assert.Equal(trades, rows.Count(row => row.Action.StartsWith("enter_", StringComparison.Ordinal)));
        Assert.Equal(trades, rows.Count(row => row.Action == "exit"));
        Assert.Equal(Counts(rows, row => row.Action), Texts(alone ? report.BestDecisions : report.Decisions));
        Assert.Equal(Counts(rows, row => row.Gate), Texts(alone ? report.BestGates : report.Gates));
        var candles = CandleTable.ReadCandles(run.Folder, PipelineRun.Unit);
        var held = 0;
        foreach (var row in rows)
        {
            Assert.Equal(candles.OpenTimes[row.Bar] + 3_600_000, row.Time);
            Assert.Equal(bars.Get<string>("regime")[row.Bar - first], row.Regime);
            switch (row.Action)
            {
                case "enter_long" or "enter_short":
                    Assert.Equal(0, held);
                    held = row.Action == "enter_long" ? 1 : -1;
                    Assert.True(held * row.S > 0 && row.Level is "MODERATE" or "STRONG");
                    break;
                case "exit":
                    Assert.NotEqual(0, held);
                    held = 0;
                    break;
                case "hold":
                    Assert.NotEqual(0, held);
                    break;
                default:
                    Assert.Equal("none", row.Action);
                    Assert.True(held == 0 && row.Level != "NONE");
                    break;
            }
        }
        Assert.Equal(0, held);
    }

    [Fact]
    public void The_consensus_decides_by_what_the_voters_say_together_and_is_refused_by_threshold_or_regime()
    {
        var bars = Two.Value.Folder.ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit));
        var (first, levels) = (bars.Get<int>("bar")[0], bars.Get<string>("level"));
        var log = Log(Two.Value);
        Assert.Equal(log.Select(row => row.Time).Order(), log.Select(row => row.Time));
        var rows = log.Where(row => row.Source == "consensus").ToList();
        var told = rows.Select(row => row.Bar).ToHashSet();

        Assert.All(Enumerable.Range(0, levels.Length), i => Assert.True(levels[i] == "NONE" || told.Contains(first + i)));
        foreach (var row in rows)
        {
            var i = row.Bar - first;
            Assert.Equal((bars.Get<double>("s")[i], bars.Get<double>("threshold")[i], levels[i]), (row.S, row.Threshold, row.Level));
            Assert.True(row.S == 0 || row.Confidence is > 0 and < 1);
            var votes = JsonSerializer.Deserialize<Dictionary<string, double>>(row.Votes)!;
            Assert.All(votes, vote => Assert.Equal(bars.Get<double>($"vote:{vote.Key}")[i], vote.Value));
            Assert.Equal(
                votes.Count == 0 ? "regime" : row.S == 0 ? "flat" : Math.Abs(row.S) >= row.Threshold ? "allowed" : "threshold", row.Gate);
        }
        string[] expected = ["allowed", "threshold"];
        Assert.Equal(expected, expected.Intersect(rows.Select(row => row.Gate)));
    }

    [Fact]
    public void The_best_model_decides_by_its_own_forecasts_and_the_gate_tells_what_would_have_refused_it()
    {
        // A model that is heard in some regimes only, in a market whose volatility the guard finds too high.
        var run = Done(options =>
        {
            options.RegimeGate = new() { Level = 0.05, MinTrades = 2, MinDays = 2 };
            options.VolatilityGuard = new() { RatioFrom = 0.5, RatioTo = 1.5 };
        });
        var bars = run.Folder.ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit));
        var (first, heard) = (bars.Get<int>("bar")[0], bars.Get<double>("vote:xgboost/h4"));
        var forecasts = run.Forecasts("xgboost", StageOutputs.TestForecasts);
        var threshold = run.Report.Candidates[0].Trading.EntryThreshold;
        var candles = CandleTable.ReadCandles(run.Folder, PipelineRun.Unit);
        var guard = new VolatilityGuard(run.Context.Options.VolatilityGuard);

        var rows = Log(run).Where(row => row.Source == "xgboost/h4").ToList();

        var told = rows.Select(row => row.Bar).ToHashSet();
        for (var i = 0; i < forecasts.Bars.Length; i++)
            Assert.True(LevelAt(i) == "NONE" || told.Contains(forecasts.Bars[i]));
        foreach (var row in rows)
        {
            var i = row.Bar - first;
            var forecast = forecasts.Predictions[i];
            Assert.Equal(row.Bar, forecasts.Bars[i]);
            Assert.Equal((Math.Clamp((double)forecast.Up - forecast.Down, -1, 1), threshold), (row.S, row.Threshold));
            Assert.Equal((forecast.Confidence, LevelAt(i)), (row.Confidence, row.Level));
            Assert.Equal(row.S, JsonSerializer.Deserialize<Dictionary<string, double>>(row.Votes)!["xgboost/h4"]);
            var least = 0.45 + guard.Raise(0.45, guard.VolatilityRatio(candles, row.Bar));
            Assert.Equal(
                forecast.Direction == 0 ? "flat"
                    : forecast.Confidence < threshold ? "threshold"
                    : forecast.Confidence < least ? "confidence"
                    : double.IsNaN(heard[i]) ? "regime" : "allowed",
                row.Gate);
        }
        string[] expected = ["allowed", "confidence", "regime", "threshold"];
        Assert.Equal(expected, expected.Intersect(rows.Select(row => row.Gate)));

        string LevelAt(int i) => forecasts.Predictions[i] is not { Direction: not 0 } forecast
            ? "NONE"
            : ((forecast.Confidence - 1.0 / 3) / (threshold - 1.0 / 3)) switch
            {
                >= 1.5 => "STRONG",
                >= 1 => "MODERATE",
                >= 0.5 => "WEAK",
                _ => "NONE",
            };
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 0.5)]
    public void With_latency_and_stops_there_is_a_decision_for_every_entry_and_exit_as_well(int latency, double stop)
    {
        var run = Done(options => (options.Latency, options.StopSigma, options.TargetR) = (latency, stop, stop > 0 ? 1 : 0));

        var report = Report(run);
        foreach (var (source, trading) in new[] { ("consensus", report.Trading), (report.BestVoter, report.BestTrading) })
        {
            var rows = Log(run).Where(row => row.Source == source).ToList();
            Assert.True(trading.TradesTaken > 0);
            Assert.Equal(trading.TradesTaken, rows.Count(row => row.Action.StartsWith("enter_", StringComparison.Ordinal)));
            Assert.Equal(trading.TradesTaken, rows.Count(row => row.Action == "exit"));
            Assert.Equal(stop > 0, rows.Any(row => row is { Action: "exit", Reason: "stop" }));
            Assert.Equal(rows.Select(row => row.Bar).Order(), rows.Select(row => row.Bar));
        }
    }

    [Fact]
    public void The_report_names_the_best_voter_by_validation_and_stands_in_the_units_report_and_page()
    {
        var report = Report(Two.Value);
        var unit = Two.Value.Report;

        var best = unit.Candidates.MaxBy(candidate => candidate.Validation.LogLossSkill)!;
        Assert.Equal($"{best.Family}/h{best.Horizon}", report.BestVoter);
        Assert.Equal(best.Trading.Trading, report.BestTrading);
        Assert.Equal(report.Verdict, unit.Consensus!.Verdict);
        Assert.Contains(report.Horizon, new[] { 1, 4 });
        var page = System.Text.Encoding.UTF8.GetString(Two.Value.Folder.Read(RunOutputs.UnitPage(PipelineRun.Unit)));
        Assert.Contains(System.Net.WebUtility.HtmlEncode(report.Verdict), page, StringComparison.Ordinal);
        Assert.Contains("Voters on the test part", page, StringComparison.Ordinal);
        Assert.Contains("Whether a trade could have been opened at these bars", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_from_before_the_gate_and_the_best_model_were_told_is_shown_without_them()
    {
        var json = JsonNode.Parse(HuracanJson.Serialize(Report(Two.Value)))!.AsObject();
        foreach (var key in new[] { "gates", "best_decisions", "best_gates" })
            Assert.True(json.Remove(key), key);
        var old = HuracanJson.Deserialize<ConsensusReport>(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), "consensus.json");

        var page = System.Text.Encoding.UTF8.GetString(UnitPage.Render(
            Two.Value.Report with { Consensus = old },
            new UnitDrawings([], [], [], [.. Two.Value.Report.Candidates.Select(_ => (string?)null)])));

        Assert.Contains("Decisions, bar by bar in decisions.parquet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Whether a trade could have been opened", page, StringComparison.Ordinal);
        Assert.Equal(
            (old.Decisions.Values.Sum(), 0),
            (Report(Two.Value).Decisions.Values.Sum(), old.BestDecisions.Count + old.Gates.Count + old.BestGates.Count));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_a_finished_stage_is_not_run_again()
    {
        var again = Done(options => options.Horizons = [1, 4]);
        static bool Wanted(string name) => !name.EndsWith("training_results.json", StringComparison.Ordinal);
        Assert.Equal(Two.Value.Hashes(Wanted), again.Hashes(Wanted));

        var seen = new List<StageEvent>();
        Again(again, seen);
        Assert.Equal([StageProgress.Skipped], seen.Where(step => step.Stage == "consensus").Select(step => step.Progress));
        again.Context.Options.Consensus = new() { HalfLifeDays = 30 };
        Again(again, seen);
        Assert.Contains(seen, step => step is { Stage: "consensus", Progress: StageProgress.Finished });
        Assert.NotEqual(
            Two.Value.Folder.Hash(RunOutputs.ConsensusBars(PipelineRun.Unit)),
            again.Folder.Hash(RunOutputs.ConsensusBars(PipelineRun.Unit)));
    }

    [Fact]
    public void A_voter_whose_trades_show_no_edge_is_not_heard_and_nothing_is_traded()
    {
        var run = Done(options => options.RegimeGate = new() { MinTrades = 1_000_000 });

        var report = Report(run);
        Assert.Equal((0, 0, 0), (report.Voters[0].Enabled, report.Voters[0].Weight.Mean, report.Trading.TradesTaken));
        Assert.True(report.Voters[0].Reliability.Last > 0);
        Assert.All(report.Voters[0].Gate, verdict => Assert.StartsWith("may not vote in ", verdict, StringComparison.Ordinal));
        // The model alone is traded all the same; its rows say that the gate refuses it.
        Assert.True(report.BestTrading.TradesTaken > 0);
        Assert.All(Log(run), row => Assert.True(row.Source == report.BestVoter && row.Gate != "allowed"));
        Assert.Equal((0, 0), (report.Decisions.Count, report.Gates.Count));
        Assert.True(report.BestGates[DecisionGate.Regime] > 0);
    }

    [Fact]
    public void Without_the_gate_whoever_has_reliability_is_heard()
    {
        var run = Done(options =>
            (options.RegimeGate, options.Consensus) = (new() { MinTrades = 1_000_000 }, options.Consensus with { RegimeGated = false }));

        Assert.Equal(0, Report(run).Voters[0].Enabled);
        Assert.True(Report(run).Voters[0].Weight.Last == 1 && Report(run).Trading.TradesTaken > 0);
    }

    [Fact]
    public void Regimes_may_be_told_by_a_model_fitted_on_train()
    {
        var rules = Two.Value.Folder.ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit)).Get<string>("regime");

        var run = Done(options => (options.Horizons, options.Regimes) = ([1, 4], new() { Kind = RegimeKind.Hmm }));

        Assert.NotEqual(rules, run.Folder.ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit)).Get<string>("regime"));
    }

    private static List<Row> Log(PipelineRun run)
    {
        var log = run.Folder.ReadTable(RunOutputs.Decisions(PipelineRun.Unit));
        return [
            .. Enumerable.Range(0, log.Rows).Select(i => new Row(
                log.Get<long>("time")[i], log.Get<int>("bar")[i], Text("source", i), log.Get<double>("s")[i],
                log.Get<double>("threshold")[i], Text("votes", i), log.Get<double>("confidence")[i], Text("regime", i), Text("level", i),
                Text("gate", i), Text("action", i), Text("reason", i))),
        ];

        string Text(string column, int row) => log.Get<string>(column)[row];
    }

    private static Dictionary<string, int> Counts(IEnumerable<Row> rows, Func<Row, string> value) =>
        rows.GroupBy(value).ToDictionary(group => group.Key, group => group.Count());

    private static Dictionary<string, int> Texts<T>(IReadOnlyDictionary<T, int> counts)
        where T : struct, Enum => counts.ToDictionary(pair => SettingText.Of(pair.Key), pair => pair.Value);

    private static ConsensusReport Report(PipelineRun run) => run.Folder.ReadJson<ConsensusReport>(RunOutputs.Consensus(PipelineRun.Unit));

    private static void Again(PipelineRun run, List<StageEvent> seen) =>
        new Huracan.Engine.Pipeline.Execution.UnitPipeline(run.Context).Run(PipelineRun.Unit, new Seen(seen), CancellationToken.None);

    private static PipelineRun Done(Action<RunOptions> change)
    {
        var run = new PipelineRun(VotingRun.Market(), options =>
        {
            VotingRun.Lenient(options);
            change(options);
        });
        var result = run.Execute();
        Assert.True(result.Status == UnitStatus.Done, result.Reason);
        return run;
    }

    private sealed class Seen(List<StageEvent> events) : IProgress<StageEvent>
    {
        public void Report(StageEvent value) => events.Add(value);
    }

    private sealed record Row(
        long Time, int Bar, string Source, double S, double Threshold, string Votes, double Confidence, string Regime, string Level,
        string Gate, string Action, string Reason);
}

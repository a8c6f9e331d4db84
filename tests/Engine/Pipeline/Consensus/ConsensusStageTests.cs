using System.Text.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Regimes;
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

    [Fact]
    public void Decisions_tell_every_entry_and_exit_and_what_was_let_pass()
    {
        var (log, bars) = (Two.Value.Folder.ReadTable(RunOutputs.Decisions(PipelineRun.Unit)),
            Two.Value.Folder.ReadTable(RunOutputs.ConsensusBars(PipelineRun.Unit)));
        var actions = log.Get<string>("action");
        var first = bars.Get<int>("bar")[0];
        var levels = bars.Get<string>("level");
        var trades = Report(Two.Value).Trading.TradesTaken;

        Assert.True(trades > 0);
        Assert.Equal(trades, actions.Count(action => action.StartsWith("enter_", StringComparison.Ordinal)));
        Assert.Equal(trades, actions.Count(action => action == "exit"));
        Assert.Equal(
            actions.GroupBy(action => action).ToDictionary(group => group.Key, group => group.Count()),
            Report(Two.Value).Decisions.ToDictionary(pair => SettingText.Of(pair.Key), pair => pair.Value));
        Assert.Equal(log.Get<long>("time").Order(), log.Get<long>("time"));
        var told = log.Get<int>("bar").ToHashSet();
        Assert.All(Enumerable.Range(0, levels.Length), i => Assert.True(levels[i] == "NONE" || told.Contains(first + i)));
        var candles = CandleTable.ReadCandles(Two.Value.Folder, PipelineRun.Unit);
        var held = 0;
        for (var row = 0; row < log.Rows; row++)
        {
            var (bar, s, threshold) = (log.Get<int>("bar")[row], log.Get<double>("s")[row], log.Get<double>("threshold")[row]);
            Assert.Equal(candles.OpenTimes[bar] + 3_600_000, log.Get<long>("time")[row]);
            Assert.Equal(bars.Get<double>("s")[bar - first], s);
            Assert.Equal(levels[bar - first], log.Get<string>("level")[row]);
            Assert.True(s == 0 || log.Get<double>("confidence")[row] is > 0 and < 1);
            var votes = JsonSerializer.Deserialize<Dictionary<string, double>>(log.Get<string>("votes")[row])!;
            Assert.All(votes, vote => Assert.Equal(bars.Get<double>($"vote:{vote.Key}")[bar - first], vote.Value));
            switch (actions[row])
            {
                case "enter_long" or "enter_short":
                    Assert.Equal(0, held);
                    held = actions[row] == "enter_long" ? 1 : -1;
                    Assert.True(held * s >= threshold);
                    break;
                case "exit":
                    Assert.NotEqual(0, held);
                    held = 0;
                    break;
                case "hold":
                    Assert.NotEqual(0, held);
                    break;
                default:
                    Assert.Equal("none", actions[row]);
                    Assert.True(held == 0 && Math.Abs(s) >= threshold / 2);
                    break;
            }
        }
        Assert.Equal(0, held);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 0.5)]
    public void With_latency_and_stops_there_is_a_decision_for_every_entry_and_exit_as_well(int latency, double stop)
    {
        var run = Done(options => (options.Latency, options.StopSigma, options.TargetR) = (latency, stop, stop > 0 ? 1 : 0));

        var (log, trades) = (run.Folder.ReadTable(RunOutputs.Decisions(PipelineRun.Unit)), Report(run).Trading.TradesTaken);
        var (actions, reasons) = (log.Get<string>("action"), log.Get<string>("reason"));
        Assert.True(trades > 0);
        Assert.Equal(trades, actions.Count(action => action.StartsWith("enter_", StringComparison.Ordinal)));
        Assert.Equal(trades, actions.Count(action => action == "exit"));
        Assert.Equal(stop > 0, actions.Zip(reasons).Contains(("exit", "stop")));
        Assert.Equal(log.Get<int>("bar").Order(), log.Get<int>("bar"));
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
        Assert.All(report.Voters[0].Gate, verdict => Assert.StartsWith("may not vote: ", verdict, StringComparison.Ordinal));
        Assert.Equal(0, run.Folder.ReadTable(RunOutputs.Decisions(PipelineRun.Unit)).Rows);
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
}

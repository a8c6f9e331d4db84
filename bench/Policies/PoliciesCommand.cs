using System.CommandLine;
using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Quality.Metrics;
using Huracan.Storage.Runs;

namespace Huracan.Bench.Policies;

/// <summary>
/// <c>bench policies</c>: how much skill a run's forecasts have, pooled over its units, and which ways of trading them leave something
/// after costs, chosen on validation alone.
/// </summary>
internal static class PoliciesCommand
{
    private static readonly string[] SkillHeadings = ["forecasts", "bars", "log-loss skill, 1e-3", "s.e.", "rank correlation", "s.e."];
    private static readonly string[] TradeHeadings =
        ["policy, chosen on validation", "trades", "net bp a trade", "s.e.", "book bp a day", "s.e.", "Sharpe a year", "DSR"];

    public static Command Create()
    {
        var run = new Option<string>("--run")
        {
            Description = "Folder of a finished run, artifacts/{run}.",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command(
            "policies", "Pooled skill of a run's forecasts, and what ways of trading them earn on its test parts.") { run };
        command.SetAction(parse =>
        {
            var folder = Path.GetFullPath(parse.GetRequiredValue(run));
            if (!File.Exists(Path.Combine(folder, RunOutputs.Summary)))
                throw new InputRefusedException(
                    $"--run is {folder}, which has no {RunOutputs.Summary}: it must be a finished run's folder.");
            var candidates = RunForecasts.Read(folder);
            if (candidates.Count == 0)
                throw new InputRefusedException($"{folder} has no unit that was scored.");
            Tables.Print(SkillHeadings, Skill(candidates, new RunFolder(folder)));
            Tables.Print(TradeHeadings, Policies(candidates));
            Tables.Print(
                ["market-neutral book", "coins", "gross bp a day", "s.e.", "net bp a day", "s.e.", "turnover a day"], Books(candidates));
            return 0;
        });
        return command;
    }

    private static List<string[]> Skill(List<RunForecasts> candidates, RunFolder folder)
    {
        var rows = new List<string[]>();
        foreach (var group in candidates.GroupBy(Group))
            rows.Add(Row($"{group.Key}", Pool(group.Select(one => PooledSkill.Of(one, _ => true)))));
        rows.Add(Row("all", Pool(candidates.Select(one => PooledSkill.Of(one, _ => true)))));
        var regimes = candidates.Select(one => one.Data.Unit).Distinct().ToDictionary(unit => unit, unit => Consensus.Read(folder, unit));
        foreach (var regime in regimes.Values.SelectMany(one => one.Regimes.Values).Distinct().Order(StringComparer.Ordinal))
            rows.Add(Row($"all, {regime}", Pool(candidates.Select(one => PooledSkill.Of(
                one, bar => regimes[one.Data.Unit].Regimes.GetValueOrDefault(bar) == regime)))));
        foreach (var timeframe in candidates.GroupBy(one => one.Data.Unit.Timeframe))
        {
            var rank = new DayMean();
            foreach (var unit in timeframe.GroupBy(one => one.Data.Unit))
                regimes[unit.Key].Correlate(rank, unit.First());
            rows.Add([
                $"consensus {timeframe.Key}", $"{rank.Count}", "-", "-", Tables.Number(rank.Mean, "0.0000"),
                Tables.Number(rank.StandardError, "0.0000"),
            ]);
        }
        return rows;
    }

    private static PooledSkill Pool(IEnumerable<PooledSkill> parts)
    {
        var pooled = PooledSkill.Empty;
        foreach (var part in parts)
            pooled.Add(part);
        return pooled;
    }

    private static string[] Row(string name, PooledSkill pooled) =>
    [
        name, $"{pooled.Skill.Count}", Tables.Number(1e3 * pooled.Skill.Mean), Tables.Number(1e3 * pooled.Skill.StandardError),
        Tables.Number(pooled.Rank.Mean, "0.0000"), Tables.Number(pooled.Rank.StandardError, "0.0000"),
    ];

    // Each candidate takes the setting of the kind that was best for it on validation; last, the best of all kinds.
    private static IEnumerable<string[]> Policies(List<RunForecasts> candidates)
    {
        var tried = candidates.ConvertAll(candidate => TradePolicy.All.Select(policy => (
            Policy: policy, Bound: PolicyTrial.Of(policy, candidate, candidate.Validation).LowerBound())).ToArray());
        foreach (var kind in Enum.GetValues<PolicyKind>())
            yield return Row(
                SettingName(kind), candidates.Select((candidate, i) => Best(candidate, tried[i].Where(one => one.Policy.Kind == kind))),
                TradePolicy.All.Count(policy => policy.Kind == kind));
        yield return Row("best of all", candidates.Select((candidate, i) => Best(candidate, tried[i])), TradePolicy.All.Count);
        // What is expected to lose on validation is not traded at all.
        yield return Row(
            "best of all, above 0 there",
            candidates.Select((candidate, i) => tried[i].Max(one => one.Bound) > 0 ? Best(candidate, tried[i]) : null),
            TradePolicy.All.Count);

        string[] Row(string name, IEnumerable<PolicyTrial?> trials, int settings)
        {
            PolicyTrial[] traded = [.. trials.OfType<PolicyTrial>()];
            var bps = new DayMean();
            foreach (var trial in traded)
                bps.Add(trial.NetBps());
            var book = Book(traded);
            var day = new DayMean();
            for (var i = 0; i < book.Length; i++)
                day.Add(i * 86_400_000L, 1e4 * book[i]);
            var sharpe = SharpeStatistics.Of(book);
            var kinds = candidates.Select(Group).Distinct().Count();
            return
            [
                name, $"{bps.Count}", Tables.Number(bps.Mean, "0.0"), Tables.Number(bps.StandardError, "0.0"), Tables.Number(day.Mean),
                Tables.Number(day.StandardError), Tables.Number(sharpe.Ratio * Math.Sqrt(365)),
                Tables.Number(SharpeStatistics.DeflatedSharpe(
                    sharpe.Ratio, sharpe.Bars, sharpe.Skewness, sharpe.Kurtosis, 1.0 / book.Length, Math.Max(2, settings * kinds))),
            ];
        }
    }

    private static PolicyTrial Best(RunForecasts candidate, IEnumerable<(TradePolicy Policy, double Bound)> tried) =>
        PolicyTrial.Of(tried.MaxBy(one => one.Bound).Policy, candidate, candidate.Test);

    // The mean of all candidates that have a day; each has the same money.
    private static double[] Book(PolicyTrial[] trials)
    {
        var days = new SortedDictionary<long, (double Sum, int Count)>();
        foreach (var trial in trials)
        {
            foreach (var day in trial.Times.Zip(trial.Returns).GroupBy(bar => bar.First / 86_400_000))
            {
                var (sum, count) = days.GetValueOrDefault(day.Key);
                days[day.Key] = (sum + day.Aggregate(1.0, (wealth, bar) => wealth * (1 + bar.Second)) - 1, count + 1);
            }
        }
        return [.. days.Values.Select(day => day.Sum / day.Count)];
    }

    private static IEnumerable<string[]> Books(List<RunForecasts> candidates)
    {
        foreach (var group in candidates.GroupBy(Group))
        {
            RunForecasts[] coins = [.. group];
            var ends = new[] { 0, 2, 4 }.MaxBy(Bound);
            var (net, gross, turnover) = NeutralBook.Trade(coins, coin => coin.Test, ends);
            if (net.Count < 3)
                continue;
            var perDay = 1440.0 / (coins[0].Horizon * coins[0].Data.Candles.Timeframe.Minutes);
            yield return
            [
                $"{group.Key}, {(ends == 0 ? "all by rank" : $"{ends} at each end")}", $"{coins.Length}",
                Tables.Number(perDay * gross.Mean), Tables.Number(perDay * gross.StandardError), Tables.Number(perDay * net.Mean),
                Tables.Number(perDay * net.StandardError), Tables.Number(turnover),
            ];

            double Bound(int count)
            {
                var (chosenOn, _, _) = NeutralBook.Trade(coins, coin => coin.Validation, count);
                return chosenOn.Count > 2 ? chosenOn.Mean - chosenOn.StandardError : double.NegativeInfinity;
            }
        }
    }

    private static string Group(RunForecasts candidate) =>
        string.Create(CultureInfo.InvariantCulture, $"{candidate.Family} {candidate.Data.Unit.Timeframe} h{candidate.Horizon}");

    private static string SettingName(PolicyKind kind) => Engine.SettingText.Of(kind).Replace('_', ' ');
}

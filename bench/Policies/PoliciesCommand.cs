using System.CommandLine;
using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Contracts;
using Huracan.Engine;
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
        var noise = new Option<ulong?>("--noise")
        {
            Description = "Replace every forecast by noise of this seed, to see what the same figures are without skill.",
            HelpName = "SEED",
        };
        var command = new Command(
            "policies", "Pooled skill of a run's forecasts, and what ways of trading them earn on its test parts.") { run, noise };
        command.SetAction(parse =>
        {
            var folder = Path.GetFullPath(parse.GetRequiredValue(run));
            if (!File.Exists(Path.Combine(folder, RunOutputs.Summary)))
                throw new InputRefusedException(
                    $"--run is {folder}, which has no {RunOutputs.Summary}: it must be a finished run's folder.");
            var candidates = RunForecasts.Read(folder);
            if (candidates.Count == 0)
                throw new InputRefusedException($"{folder} has no unit that was scored.");
            if (parse.GetValue(noise) is { } seed)
            {
                var random = new SeededRandom(seed);
                candidates = candidates.ConvertAll(one => one.WithoutSkill(random));
            }
            var units = candidates.GroupBy(one => one.Data.Unit).Select(unit => unit.ToArray()).ToList();
            var files = new RunFolder(folder);
            var ungated = units.ConvertAll(unit => Consensus.Ungated(files, unit));
            (string, List<RunForecasts>)[] together =
            [
                ("consensus as the run", units.ConvertAll(unit => Consensus.AsTheRun(files, unit))),
                ("consensus without the regime gate", ungated),
                .. Stacks(units, ungated),
            ];
            Tables.Print(
                SkillHeadings,
                Skill(candidates, together, units.ToDictionary(unit => unit[0].Data.Unit, unit => Consensus.Regimes(files, unit[0]))));
            Tables.Print(["at the bars of the consensus, less it", "bars", "log-loss skill, 1e-3", "s.e."], Differences(ungated, together));
            Tables.Print(TradeHeadings, Policies(candidates));
            ungated.RemoveAll(one => one.Validation.Bars.Length == 0 || one.Test.Bars.Length == 0);
            if (ungated.Count > 0)
                Tables.Print(["consensus without the regime gate", .. TradeHeadings.Skip(1)], Policies(ungated));
            Tables.Print(
                ["market-neutral book", "coins", "gross bp a day", "s.e.", "net bp a day", "s.e.", "turnover a day"], Books(candidates));
            return 0;
        });
        return command;
    }

    private static IEnumerable<string[]> Skill(
        List<RunForecasts> candidates, IEnumerable<(string Name, List<RunForecasts> Forecasts)> together,
        Dictionary<UnitId, Dictionary<int, string>> regimes)
    {
        string[] names = [.. regimes.Values.SelectMany(unit => unit.Values).Distinct().Order(StringComparer.Ordinal)];
        foreach (var group in candidates.GroupBy(Group))
            yield return Row(group.Key, group, _ => true);
        foreach (var family in candidates.GroupBy(one => one.Family))
        {
            foreach (var row in ByRegime(family.Key, [.. family]))
                yield return row;
        }
        if (candidates.Select(one => one.Family).Distinct().Skip(1).Any())
        {
            foreach (var row in ByRegime("all", candidates))
                yield return row;
        }
        foreach (var (name, consensus) in together)
        {
            foreach (var timeframe in consensus.GroupBy(one => one.Data.Unit.Timeframe))
                yield return Row($"{name}, {timeframe.Key}", timeframe, _ => true);
            foreach (var row in ByRegime(name, consensus))
                yield return row;
        }

        IEnumerable<string[]> ByRegime(string name, IReadOnlyList<RunForecasts> forecasts) =>
        [
            Row(name, forecasts, _ => true),
            .. names.Select(regime => Row($"{name}, {regime}", forecasts, own => own == regime)),
        ];

        string[] Row(string name, IEnumerable<RunForecasts> forecasts, Func<string?, bool> counts) => Cells(
            name, Pool(forecasts.Select(one => PooledSkill.Of(
                one, bar => counts(regimes[one.Data.Unit].GetValueOrDefault(bar))))));
    }

    // What stacking and averaging would have made of the same forecasts, at all bars and at those where the consensus speaks.
    private static IEnumerable<(string, List<RunForecasts>)> Stacks(List<RunForecasts[]> units, List<RunForecasts> consensus)
    {
        var spoken = consensus.ToDictionary(one => (one.Data.Unit, one.Horizon), one => one.Test.Bars.ToHashSet());
        var voters = units.SelectMany(unit => unit.GroupBy(one => one.Horizon)).Select(group => group.ToArray())
            .Where(group => group.Length > 1 && spoken.ContainsKey((group[0].Data.Unit, group[0].Horizon))).ToList();
        if (voters.Count == 0)
            yield break;
        foreach (var (name, together) in new[]
        {
            ("mean of the families", voters.ConvertAll(Stack.Mean)), ("stack of the families", voters.ConvertAll(Stack.Of)),
        })
        {
            yield return (name, together);
            yield return ($"{name}, where the consensus speaks", together.ConvertAll(
                one => Stack.At(one, spoken[(one.Data.Unit, one.Horizon)])));
        }
    }

    private static IEnumerable<string[]> Differences(
        List<RunForecasts> consensus, IEnumerable<(string Name, List<RunForecasts> Forecasts)> together)
    {
        foreach (var (name, forecasts) in together.Where(one => one.Forecasts != consensus))
        {
            var difference = new DayMean();
            foreach (var one in forecasts)
            {
                if (consensus.Find(other => (other.Data.Unit, other.Horizon) == (one.Data.Unit, one.Horizon)) is { } other)
                    difference.Add(PooledSkill.Difference(one, other));
            }
            if (difference.Count > 0)
            {
                yield return
                [
                    name, $"{difference.Count}", Tables.Number(1e3 * difference.Mean), Tables.Number(1e3 * difference.StandardError),
                ];
            }
        }
    }

    private static PooledSkill Pool(IEnumerable<PooledSkill> parts)
    {
        var pooled = PooledSkill.Empty;
        foreach (var part in parts)
            pooled.Add(part);
        return pooled;
    }

    private static string[] Cells(string name, PooledSkill pooled) =>
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

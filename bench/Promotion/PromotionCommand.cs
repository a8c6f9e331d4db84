using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Engine;
using Huracan.Engine.Champions;

namespace Huracan.Bench.Promotion;

/// <summary><c>bench promotion</c>: how often a challenger that is no better is promoted, and how long a better one waits.</summary>
internal static class PromotionCommand
{
    private const int NullDays = 730;
    private static readonly int[] Months = [3, 6, 12, 24, 36];

    public static Command Create()
    {
        var runs = new Option<int>("--runs")
        {
            Description = "Shadow runs of each kind without a better challenger.",
            DefaultValueFactory = _ => 1_000,
            HelpName = "N",
        };
        var powerRuns = new Option<int>("--power-runs")
        {
            Description = "Shadow runs of each kind with a better challenger; 0 leaves them out.",
            DefaultValueFactory = _ => 400,
            HelpName = "N",
        };
        var draws = new Option<int>("--draws")
        {
            Description = "Draws of each bootstrap.",
            DefaultValueFactory = _ => 999,
            HelpName = "N",
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the simulation.", DefaultValueFactory = _ => 1, HelpName = "S" };
        var command = new Command(
            "promotion", "False promotions and power of the test that decides whether a challenger replaces the champion, looked at daily.")
        {
            runs, powerRuns, draws, seed,
        };
        command.SetAction(parse =>
        {
            var options = new PromotionOptions { Draws = parse.GetValue(draws) };
            var met = PrintEqual(parse.GetValue(runs), parse.GetValue(seed), options);
            if (parse.GetValue(powerRuns) > 0)
                PrintBetter(parse.GetValue(powerRuns), parse.GetValue(seed), options);
            return met ? 0 : 1;
        });
        return command;
    }

    private static bool PrintEqual(int runs, ulong seed, PromotionOptions options)
    {
        Console.WriteLine($"No challenger is better: share of {runs} shadow runs of two years, looked at daily, with");
        var met = true;
        List<IReadOnlyList<string>> rows = [];
        foreach (var setting in PromotionCase.Equal(NullDays))
        {
            var (results, seconds) = Simulate(setting, runs, seed, [NullDays], options);
            met &= results.Count(run => run.Crossed is not null) <= options.Alpha * runs;
            rows.Add([
                setting.Name, Share(results, run => run.Crossed is not null), Share(results, run => run.Promoted is not null),
                Share(results, run => run.Kept), Share(results, run => run.NaiveDaily),
                Share(results, run => run.SharpeP[0] < options.Alpha), Share(results, run => run.SkillP[0] < options.Alpha),
                Tables.Number(seconds, "0"),
            ]);
        }
        Tables.Print(["truth", "evidence", "PROMOTE", "KEEP", "daily t-test", "LW at end", "DM at end", "seconds"], rows);
        return met;
    }

    private static void PrintBetter(int runs, ulong seed, PromotionOptions options)
    {
        Console.WriteLine($"The challenger is better: share of {runs} shadow runs in which it is promoted by then, looked at daily /");
        Console.WriteLine("in which one look then at Ledoit and Wolf's test / at Diebold and Mariano's is significant");
        var looks = Months.Select(months => months * 365 / 12).ToArray();
        List<IReadOnlyList<string>> rows = [];
        foreach (var setting in PromotionCase.Better(looks[^1]))
        {
            var (results, seconds) = Simulate(setting, runs, seed, looks, options);
            rows.Add([
                setting.Name,
                .. looks.Select((days, look) => string.Join(" / ",
                    Share(results, run => run.Promoted <= days), Share(results, run => run.SharpeP[look] < options.Alpha),
                    Share(results, run => run.SkillP[look] < options.Alpha))),
                Share(results, run => run.Crossed is not null), Tables.Number(seconds, "0"),
            ]);
        }
        Tables.Print(["truth", .. Months.Select(months => $"{months} months"), "evidence", "seconds"], rows);
    }

    private static (PromotionRun[] Results, double Seconds) Simulate(
        PromotionCase setting, int runs, ulong seed, IReadOnlyList<int> looks, PromotionOptions options)
    {
        var started = Stopwatch.GetTimestamp();
        var results = new PromotionRun[runs];
        Parallel.For(0, runs, run => results[run] = PromotionRun.Of(
            setting, SeededRandom.Derive(seed, string.Create(CultureInfo.InvariantCulture, $"{setting.Name} {run}")), looks, options));
        return (results, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static string Share(PromotionRun[] results, Func<PromotionRun, bool> which) =>
        Tables.Number(100.0 * results.Count(which) / results.Length, "0.0") + " %";
}

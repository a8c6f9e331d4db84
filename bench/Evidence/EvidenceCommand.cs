using System.CommandLine;
using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality;

namespace Huracan.Bench.Evidence;

/// <summary>
/// <c>bench evidence</c>: how often rules of evidence call a unit without an edge ACTIVE, and how often they find one with an edge, over
/// simulated runs of 40 units. It simulates what the rules see; <c>bench power</c> runs the whole pipeline.
/// </summary>
internal static class EvidenceCommand
{
    private static readonly (string Name, Func<SimulatedUnits, IReadOnlyList<bool>> Active)[] Rules =
    [
        ("PSR of each unit alone", units => [.. units.Results.Select(unit => unit.ProbabilisticSharpe >= 0.95)]),
        ("deflated by all trials alone", units => [.. units.Judge(new EvidenceOptions()).Select(unit => unit.DeflatedSharpe >= 0.95)]),
        ("ours, not promising ones too", units => SimulatedUnits.Sufficient(units.AllPromising().Judge(new EvidenceOptions()))),
        ("ours", units => SimulatedUnits.Sufficient(units.Judge(new EvidenceOptions()))),
        ("ours, Benjamini-Yekutieli", units => SimulatedUnits.Sufficient(units.Judge(
            new EvidenceOptions { Correction = DiscoveryCorrection.BenjaminiYekutieli }))),
    ];

    public static Command Create()
    {
        var runs = new Option<int>("--runs")
        {
            Description = "Simulated runs of each case; 0 leaves them out.",
            DefaultValueFactory = _ => 2000,
        };
        var years = new Option<int>("--years")
        {
            Description = "Simulated years of runs that follow one another, of each case; 0 leaves them out.",
            DefaultValueFactory = _ => 300,
        };
        var batches = new Option<int>("--batches")
        {
            Description = "Simulated years in which a seventh of the units is trained each day, of each case; 0 leaves them out.",
            DefaultValueFactory = _ => 100,
        };
        var contests = new Option<int>("--contests")
        {
            Description = "Simulated runs of each case that go on to the contest with cash; 0 leaves them out.",
            DefaultValueFactory = _ => 2000,
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed.", DefaultValueFactory = _ => 1 };
        var command = new Command(
            "evidence", "False alarms and power of the evidence that ACTIVE asks for, over simulated runs of 40 units.")
        {
            runs, years, batches, contests, seed,
        };
        command.SetAction((parse, _) =>
        {
            if (parse.GetValue(runs) is > 0 and var wholeRuns)
                Run(wholeRuns, new SeededRandom(parse.GetValue(seed)));
            if (parse.GetValue(years) is > 0 and var runsInARow)
                RunYears(runsInARow, new SeededRandom(parse.GetValue(seed)));
            if (parse.GetValue(batches) is > 0 and var yearsOfBatches)
                RunBatches(yearsOfBatches, new SeededRandom(parse.GetValue(seed)));
            if (parse.GetValue(contests) is > 0 and var contested)
                Tables.Print(ContestCase.Headings, ContestCase.All.Select(one => one.Row(contested, parse.GetValue(seed))));
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Run(int runs, SeededRandom random)
    {
        string[] headings = ["rule", "trials alike", "coins alike", "runs of noise with any ACTIVE", "false among ACTIVE", "power"];
        var rows = new List<string[]>();
        foreach (var (trials, coins) in new[] { (0.5, 0.0), (0.5, 0.5), (0.9, 0.0), (0.9, 0.5) })
        {
            var counts = Rules.Select(_ => new Count()).ToArray();
            for (var run = 0; run < runs; run++)
            {
                var noise = SimulatedUnits.Draw(random, planted: 0, trials, coins);
                var mixed = SimulatedUnits.Draw(random, planted: 4, trials, coins);
                for (var rule = 0; rule < Rules.Length; rule++)
                    counts[rule].Add(Rules[rule].Active(noise), Rules[rule].Active(mixed), planted: 4);
            }
            rows.AddRange(Rules.Select((rule, i) => (string[])
            [
                rule.Name, Share(trials), Share(coins), Share((double)counts[i].Alarms / runs), Share(counts[i].FalseShares / runs),
                Share(counts[i].Found / (4.0 * runs)),
            ]));
        }
        Tables.Print(headings, rows);
    }

    // How often is any unit ACTIVE where all are trained anew every so many days for a year, on parts that overlap?
    private static void RunYears(int years, SeededRandom random)
    {
        string[] headings =
        [
            "days between runs", "trials alike", "coins alike", "as before", "runs with any ACTIVE", "years with any", "units that contend",
        ];
        var rows = new List<string[]>();
        foreach (var (step, trials, coins, same) in new[]
            { (7, 0.5, 0.0, 1.0), (7, 0.5, 0.5, 1.0), (7, 0.5, 0.5, 0.9), (7, 0.9, 0.0, 1.0), (7, 0.9, 0.5, 0.9), (1, 0.5, 0.5, 1.0) })
        {
            var drawn = Enumerable.Range(0, years).Select(_ => SimulatedYear.Draw(random, step, trials, coins, same)).ToList();
            rows.Add(
            [
                $"{step}", Share(trials), Share(coins), Share(same), .. Figures(drawn),
            ]);
        }
        Tables.Print(headings, rows);
    }

    // The same where a seventh of the units is trained anew each day.
    private static void RunBatches(int years, SeededRandom random)
    {
        string[] headings =
            ["batches are judged", "trials alike", "coins alike", "runs with any ACTIVE", "years with any", "units that contend"];
        var rows = new List<string[]>();
        foreach (var (trials, coins) in new[] { (0.5, 0.0), (0.5, 0.5), (0.9, 0.0), (0.9, 0.5) })
        {
            var drawn = Enumerable.Range(0, years).Select(_ => SimulatedYear.DrawBatches(random, trials, coins)).ToList();
            rows.Add(["alone", Share(trials), Share(coins), .. Figures(drawn.ConvertAll(year => year.Alone))]);
            rows.Add(["with the universe", Share(trials), Share(coins), .. Figures(drawn.ConvertAll(year => year.Universe))]);
        }
        Tables.Print(headings, rows);
    }

    private static string[] Figures(List<SimulatedYear> years) =>
    [
        Share(years.Average(year => year.Active.Average(units => units.Count > 0 ? 1.0 : 0))),
        Share(years.Average(year => year.Contending > 0 ? 1.0 : 0)),
        years.Average(year => year.Contending).ToString("0.00", CultureInfo.InvariantCulture),
    ];

    private static string Share(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private sealed class Count
    {
        public int Alarms { get; private set; }

        public double FalseShares { get; private set; }

        public int Found { get; private set; }

        public void Add(IReadOnlyList<bool> noise, IReadOnlyList<bool> mixed, int planted)
        {
            Alarms += noise.Contains(true) ? 1 : 0;
            var (found, active) = (mixed.Take(planted).Count(isActive => isActive), mixed.Count(isActive => isActive));
            Found += found;
            FalseShares += active == 0 ? 0 : (double)(active - found) / active;
        }
    }
}

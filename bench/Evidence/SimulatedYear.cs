using System.Globalization;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Quality;

namespace Huracan.Bench.Evidence;

/// <summary>
/// A year of runs of 40 units without an edge, one every so many days, on the newest two years of validation and two of test: the parts of
/// one run overlap those of the next. A model that is made anew trades like the one before it in part, and in part by luck of its own.
/// </summary>
/// <param name="Active">For each run, the units that were ACTIVE.</param>
internal sealed record SimulatedYear(IReadOnlyList<IReadOnlyList<int>> Active)
{
    private const int Part = 730; // days
    private const int Days = 365;
    private const string RunId = "run";

    /// <summary>How many units were ACTIVE in some run: those that get challengers.</summary>
    public int Contending => Active.SelectMany(units => units).Distinct().Count();

    /// <summary>Runs of all units.</summary>
    public static SimulatedYear Draw(SeededRandom random, int step, double trialCorrelation, double coinCorrelation, double same) => new(
        [.. Results(random, step, trialCorrelation, coinCorrelation, same, (_, _) => true).Select(units => Judge(units, 30, []))]);

    /// <summary>Runs of a seventh of the units every day.</summary>
    /// <param name="random">Gives the draws.</param>
    /// <param name="trialCorrelation">Correlation of a unit's models.</param>
    /// <param name="coinCorrelation">Correlation of the coins.</param>
    /// <returns>Each batch judged alone, and together with those of the last 30 days.</returns>
    public static (SimulatedYear Alone, SimulatedYear Universe) DrawBatches(
        SeededRandom random, double trialCorrelation, double coinCorrelation)
    {
        var days = Results(random, 1, trialCorrelation, coinCorrelation, same: 1, (unit, day) => unit % 7 == day % 7);
        return (Run(0), Run(30));

        SimulatedYear Run(int familyDays)
        {
            var earlier = new List<OpenedTest>();
            return new SimulatedYear([.. days.Select(units => Judge(units, familyDays, earlier))]);
        }
    }

    // The numbers of the units that are ACTIVE; what was judged becomes known to later runs.
    private static List<int> Judge(IReadOnlyList<UnitResult> units, int familyDays, List<OpenedTest> earlier)
    {
        var judged = RunEvidence.Judge(
            new RunOptions { Evidence = new EvidenceOptions { FamilyDays = familyDays } }, RunId, units, earlier);
        earlier.RemoveAll(test => judged.Any(unit => unit.Unit == test.Unit));
        earlier.AddRange(judged.Select(unit => OpenedTest.Of(RunId, unit, DateTimeOffset.UnixEpoch)).OfType<OpenedTest>());
        return
        [
            .. judged.Where(unit => unit.ProbabilisticSharpe >= 0.95 && unit.Verdict is { Shortfall: null })
                .Select(unit => int.Parse(unit.Coin.AsSpan(3, 3), CultureInfo.InvariantCulture))
        ];
    }

    // The results of each run's units.
    private static List<UnitResult>[] Results(
        SeededRandom random, int step, double trialCorrelation, double coinCorrelation, double same, Func<int, int, bool> isIn)
    {
        var runs = (Days - 1) / step + 1;
        var market = Windows(random, runs, step, []);
        var results = Enumerable.Range(0, runs).Select(_ => new List<UnitResult>()).ToArray();
        for (var unit = 0; unit < SimulatedUnits.Units; unit++)
        {
            var coin = Windows(random, runs, step, [(coinCorrelation, market)]);
            var models = Enumerable.Range(0, SimulatedUnits.Models)
                .Select(_ => Windows(random, runs, step, [(trialCorrelation, coin)])).ToArray();
            for (var run = 0; run < runs; run++)
            {
                if (!isIn(unit, run))
                    continue;
                var result = SimulatedUnits.Chosen(
                    unit, [.. models.Select(model => Anew(model.Validation[run]))], [.. models.Select(model => Anew(model.Test[run]))], 0);
                var evidence = result.Evidence!; // drawn with it
                results[run].Add(result with { Evidence = evidence with { To = evidence.To.AddDays(run * step) } });

                double Anew(double value) => same == 1 ? value : Math.Sqrt(same) * value + Math.Sqrt(1 - same) * random.NextGaussian();
            }
        }
        return results;
    }

    // Sums over the parts of each run, in standard errors, of a series whose days are in part those of others.
    private static Series Windows(SeededRandom random, int runs, int step, (double Share, Series Of)[] others)
    {
        var days = new double[2 * Part + Days];
        var rest = 1 - others.Sum(other => other.Share);
        for (var day = 0; day < days.Length; day++)
        {
            days[day] = Math.Sqrt(rest) * random.NextGaussian();
            foreach (var (share, of) in others)
                days[day] += Math.Sqrt(share) * of.Days[day];
        }
        var sums = new double[days.Length + 1];
        for (var day = 0; day < days.Length; day++)
            sums[day + 1] = sums[day] + days[day];
        double[] Parts(int from) =>
            [.. Enumerable.Range(0, runs).Select(run => (sums[run * step + from + Part] - sums[run * step + from]) / Math.Sqrt(Part))];
        return new Series(days, Parts(0), Parts(Part));
    }

    private sealed record Series(double[] Days, double[] Validation, double[] Test);
}

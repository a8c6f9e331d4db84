using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Engine;
using Huracan.Engine.Quality;

namespace Huracan.Bench.Evidence;

/// <summary>Runs of 40 units from the models to the champions, of one kind.</summary>
/// <param name="Models">Correlation of the results of a unit's models.</param>
/// <param name="Coins">Correlation of the coins; on the shadow bars units are drawn apart from each other.</param>
/// <param name="HasCosts">Whether a unit without an edge loses its costs; the planted ones have their Sharpe ratio after costs.</param>
/// <param name="Skill">By how much forecasts beat the class frequencies though they may know nothing of the direction, nats: the size of
/// a move can be forecast.</param>
internal sealed record ContestCase(double Models, double Coins, bool HasCosts, double Skill)
{
    private const int Planted = 4;

    private const double CostSharpe = 150 * 0.0014 / FirstContest.Volatility; // 150 round trips a year of 14 bp

    public static IReadOnlyList<string> Headings { get; } =
    [
        "models alike", "coins alike", "costs", "skill", "noise: any ACTIVE", "any champion at once", "within a year",
        "planted: ACTIVE", "champion at once", "within a year", "false champions",
    ];

    public static IReadOnlyList<ContestCase> All { get; } =
    [
        .. from costs in new[] { false, true }
           from skill in new[] { 0, 0.015 }
           from models in new[] { 0.5, 0.9 }
           from coins in new[] { 0, 0.5 }
           select new ContestCase(models, coins, costs, skill),
    ];

    private double NoiseSharpe => HasCosts ? -CostSharpe : 0;

    /// <summary>Simulates runs in which no unit has an edge, and as many in which four have.</summary>
    public string[] Row(int runs, ulong seed)
    {
        var (noise, mixed) = (new Outcome[runs], new Outcome[runs]);
        Parallel.For(0, runs, run =>
        {
            noise[run] = Simulate(0, Derive(seed, $"noise {run}"));
            mixed[run] = Simulate(Planted, Derive(seed, $"planted {run}"));
        });
        return
        [
            Percent(Models), Percent(Coins), HasCosts ? "yes" : "no", Tables.Number(Skill, "0.000"),
            Percent(noise.Average(run => run.Active > 0 ? 1.0 : 0)), Percent(noise.Average(run => run.AtOnce > 0 ? 1.0 : 0)),
            Percent(noise.Average(run => run.Within > 0 ? 1.0 : 0)),
            Percent(mixed.Average(run => run.PlantedActive / (double)Planted)),
            Percent(mixed.Average(run => run.PlantedAtOnce / (double)Planted)),
            Percent(mixed.Average(run => run.PlantedWithin / (double)Planted)),
            Percent(mixed.Average(run => run.Within == 0 ? 0 : (run.Within - run.PlantedWithin) / (double)run.Within)),
        ];
    }

    private Outcome Simulate(int planted, ulong seed)
    {
        var units = SimulatedUnits.Draw(new SeededRandom(seed), planted, Models, Coins, NoiseSharpe);
        var active = SimulatedUnits.Sufficient(units.Judge(new EvidenceOptions()));
        var outcome = default(Outcome);
        for (var unit = 0; unit < active.Count; unit++)
        {
            if (!active[unit])
                continue;
            var contest = FirstContest.Of(
                Derive(seed, $"shadow {unit}"), unit < planted ? SimulatedUnits.PlantedSharpe : NoiseSharpe, Skill);
            outcome = outcome.Add(unit < planted, contest);
        }
        return outcome;
    }

    private static ulong Derive(ulong seed, FormattableString name) =>
        SeededRandom.Derive(seed, name.ToString(CultureInfo.InvariantCulture));

    private static string Percent(double share) => Tables.Number(100 * share, "0.0") + " %";

    // Units of a run that were ACTIVE, became champion at once, and within a year; and how many of each have an edge.
    private readonly record struct Outcome(int Active, int AtOnce, int Within, int PlantedActive, int PlantedAtOnce, int PlantedWithin)
    {
        public Outcome Add(bool isPlanted, FirstContest contest)
        {
            var (atOnce, within, own) = (contest.AtOnce ? 1 : 0, contest.Within ? 1 : 0, isPlanted ? 1 : 0);
            return new Outcome(
                Active + 1, AtOnce + atOnce, Within + within, PlantedActive + own, PlantedAtOnce + own * atOnce,
                PlantedWithin + own * within);
        }
    }
}

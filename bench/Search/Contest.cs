using Huracan.Bench.Measuring;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Studies;

namespace Huracan.Bench.Search;

/// <summary>Our samplers on every function, and genuine Optuna beside them.</summary>
internal static class Contest
{
    public const string Default = "tpe";

    private static readonly Dictionary<string, Func<ISampler>> Samplers = new()
    {
        ["random"] = () => new RandomSampler(),
        [Default] = () => new TpeSampler(),
        ["tpe-optuna5"] = () => new TpeSampler(TpeOptions.Optuna5),
        ["tpe-optuna4"] = () => new TpeSampler(TpeOptions.Optuna4),
        ["phased"] = () => new PhasedSampler(10, 60),
    };

    public static List<SearchRun> Ours(int seeds) =>
    [
        .. from objective in Objectives.All
           from sampler in Samplers
           from seed in Enumerable.Range(1, seeds)
           select SearchRun.Execute(objective, sampler.Key, sampler.Value, seed),
    ];

    public static void Show(IReadOnlyList<SearchRun> runs)
    {
        var samplers = runs.Select(run => run.Sampler).Distinct().ToArray();
        Console.WriteLine("\nMedian of the best values after 25 / 50 / 100 trials");
        Tables.Print(["function", "least", .. samplers], Objectives.All.Select(IReadOnlyList<string> (objective) =>
            [objective.Name, Tables.Number(objective.Least), .. samplers.Select(sampler => Medians(Of(runs, objective.Name, sampler)))]));
    }

    /// <summary>Compares samplers with a peer over the seeds after the last mark.</summary>
    public static List<Verdict> Judge(IReadOnlyList<SearchRun> runs, IEnumerable<string> ours, IEnumerable<string> peers) =>
    [
        .. from sampler in ours
           from peer in peers
           from objective in Objectives.All
           select Verdict.Of(objective.Name, Of(runs, objective.Name, sampler), Of(runs, objective.Name, peer)),
    ];

    private static SearchRun[] Of(IEnumerable<SearchRun> runs, string objective, string sampler) =>
        [.. runs.Where(run => run.Objective == objective && run.Sampler == sampler)];

    private static string Medians(SearchRun[] runs) =>
        string.Join(
            " / ",
            Enumerable.Range(0, SearchRun.Marks.Count)
                .Select(mark => Tables.Number(Laps.MedianOf(runs.Select(run => run.Best[mark])), "G3")));
}

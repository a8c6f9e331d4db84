using Huracan.Engine.Search.Pruners;
using Huracan.Engine.Search.Studies;

namespace Huracan.Bench.Search;

/// <summary>One study: the best value so far after some numbers of trials.</summary>
/// <param name="Objective">Name of the function.</param>
/// <param name="Sampler">Name of the sampler.</param>
/// <param name="Seed">Seed of the study.</param>
/// <param name="Best">Best value after each of <see cref="Marks"/>.</param>
internal sealed record SearchRun(string Objective, string Sampler, int Seed, IReadOnlyList<double> Best)
{
    /// <summary>Numbers of trials after which the best value is noted.</summary>
    public static IReadOnlyList<int> Marks { get; } = [25, 50, 100];

    public static SearchRun Execute(Objective objective, string sampler, Func<ISampler> create, int seed)
    {
        using var storage = new MemoryStudyStorage(StudyDirection.Minimize);
        var study = new Study(storage, create(), new NoPruner(), (ulong)seed, TimeProvider.System);
        var best = new List<double>();
        for (var count = 1; count <= Marks[^1]; count++)
        {
            var trial = study.Ask();
            study.Tell(trial, TrialState.Complete, objective.Value(trial.Suggest(objective.Space)));
            if (Marks.Contains(count))
                best.Add(study.Best!.Value!.Value); // a complete trial was just told
        }
        return new SearchRun(objective.Name, sampler, seed, best);
    }
}

using System.Globalization;
using System.Text.Json;
using Huracan.Bench.Peers;
using Huracan.Contracts.Json;
using Huracan.Engine.Search.Pruners;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Studies;

namespace Huracan.Bench.Search;

/// <summary>Genuine Optuna on the same functions, with the same seeds' numbers.</summary>
internal static class OptunaPeer
{
    public const string Univariate = "optuna";
    public const string Multivariate = "optuna-multivariate";

    private const int Probes = 20;

    /// <summary>Its version and studies; null, with a message, where it is missing.</summary>
    public static (string Version, List<SearchRun> Runs)? Run(int seeds)
    {
        if (PythonPeer.Own("optuna_search.py", "optuna", "numpy") is not { } script)
            return null;
        var probes = Path.GetTempFileName();
        try
        {
            File.WriteAllText(probes, JsonSerializer.Serialize(Objectives.All.ToDictionary(objective => objective.Name, Probe)));
            string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
            var printed = PythonPeer.Run([script, probes, Text(seeds), string.Join(',', SearchRun.Marks.Select(Text))]);
            var answer = JsonSerializer.Deserialize<Answer>(printed, HuracanJson.Options)
                ?? throw new IOException($"{script} printed nothing.");
            return (answer.Version, answer.Runs);
        }
        finally
        {
            File.Delete(probes);
        }
    }

    // Points and our values at them: the script refuses to measure where its functions differ from ours.
    private static List<Dictionary<string, object?>> Probe(Objective objective)
    {
        using var storage = new MemoryStudyStorage(StudyDirection.Minimize);
        var study = new Study(storage, new RandomSampler(), new NoPruner(), 0, TimeProvider.System);
        return [.. Enumerable.Range(0, Probes).Select(_ =>
        {
            var parameters = study.Ask().Suggest(objective.Space);
            return new Dictionary<string, object?> { ["parameters"] = parameters, ["value"] = objective.Value(parameters) };
        })];
    }

    private sealed record Answer(string Version, List<SearchRun> Runs);
}

using System.Text.Json;
using Huracan.Engine.Search.Pruners;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Studies;

namespace Huracan.Tests.Engine.Search.Pruners;

public class MedianPrunerGoldenTests
{
    [Fact]
    public void Verdicts_on_curves_with_gaps_and_NaN_are_those_of_Optuna()
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Repository.Golden("search", "median.json")));
        foreach (var one in cases.RootElement.EnumerateArray())
        {
            int Setting(string name) => one.GetProperty(name).GetInt32();
            var pruner = new MedianPruner(Setting("startup"), Setting("warmup"), Setting("interval"), Setting("least"));
            using var storage = new MemoryStudyStorage(
                one.GetProperty("minimize").GetBoolean() ? StudyDirection.Minimize : StudyDirection.Maximize);
            var study = new Study(storage, new RandomSampler(), pruner, 1, TimeProvider.System);
            foreach (var other in one.GetProperty("others").EnumerateArray())
            {
                var complete = study.Ask();
                Report(complete, other);
                study.Tell(complete, TrialState.Complete, 0);
            }

            var verdicts = Report(study.Ask(), one.GetProperty("trial"));

            Assert.True(one.GetProperty("verdicts").Deserialize<bool[]>()!.SequenceEqual(verdicts), one.ToString());
        }
    }

    private static List<bool> Report(Trial trial, JsonElement reports)
    {
        var verdicts = new List<bool>();
        foreach (var report in reports.EnumerateArray())
        {
            trial.Report(report[1].ValueKind == JsonValueKind.Null ? double.NaN : report[1].GetDouble(), report[0].GetInt32());
            verdicts.Add(trial.ShouldPrune());
        }
        return verdicts;
    }
}

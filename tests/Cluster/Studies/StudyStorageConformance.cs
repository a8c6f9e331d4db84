using FsCheck;
using FsCheck.Fluent;
using Huracan.Engine.Search.Pruners;
using Huracan.Engine.Search.Samplers;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;
using Microsoft.Extensions.Time.Testing;

namespace Huracan.Tests.Cluster.Studies;

/// <summary>What every study storage must do.</summary>
internal static class StudyStorageConformance
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 23, 59, 59, TimeSpan.Zero);

    private static readonly SearchSpace Space = new(
    [
        new("rate", new FloatDistribution(1e-5, 1e-1, Log: true)),
        new("units", new IntDistribution(16, 256, log: true)),
        new("cell", new CategoricalDistribution(["lstm", "gru", null])),
        new("layers", new IntDistribution(1, 4)) { Parent = "cell", When = cell => cell is "lstm" },
    ]);

    private static readonly Dictionary<string, Action<OpenStudy>> All = new(StringComparer.Ordinal)
    {
        ["random trials are read as they were last written"] = Round_trip,
        ["attributes of a study are kept and replaced"] = Attributes,
        ["an interrupted trial runs again without its reports"] = Interrupted,
        ["a resumed study continues like one that was not interrupted"] = Resumed,
        ["the best trial is the same after reopening"] = Best,
        ["a heartbeat changes nothing that is read"] = Heartbeats,
        ["a number left out is refused"] = open =>
            Assert.Throws<ArgumentOutOfRangeException>(() =>
                open("gap", StudyDirection.Minimize).Put(new FrozenTrial(1, TrialState.Running))),
    };

    /// <summary>Opens a study, or the one of that name again.</summary>
    public delegate IStudyStorage OpenStudy(string name, StudyDirection direction);

    public static TheoryData<string> Names => [.. All.Keys];

    public static void Check(string requirement, OpenStudy open) => All[requirement](open);

    private static void Round_trip(OpenStudy open)
    {
        var count = 0;
        Prop.ForAll(RandomTrials.Puts, puts =>
        {
            var name = $"random/{count++}";
            using (var storage = open(name, StudyDirection.Maximize))
            {
                foreach (var put in puts)
                    storage.Put(put);
            }
            var wanted = puts.GroupBy(put => put.Number).OrderBy(group => group.Key).Select(group => group.Last());
            using var again = open(name, StudyDirection.Maximize);
            Assert.Equal(RandomTrials.Text(wanted), RandomTrials.Text(again.Load()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static void Attributes(OpenStudy open)
    {
        using (var storage = open("notes", StudyDirection.Minimize))
        {
            storage.SetAttribute("coin", "\"BTC\"");
            storage.SetAttribute("größe", "1");
            storage.SetAttribute("coin", "{\"a\": null}");
        }
        using var again = open("notes", StudyDirection.Minimize);
        Assert.Equal([new("coin", "{\"a\": null}"), new("größe", "1")], again.Attributes);
        Assert.Equal(StudyDirection.Minimize, again.Direction);
    }

    private static void Interrupted(OpenStudy open)
    {
        using (var storage = open("interrupted", StudyDirection.Minimize))
        {
            var trial = Study(storage).Ask();
            trial.Suggest(Space);
            trial.Report(3, 0);
            trial.Report(2, 1);
        }
        using (var storage = open("interrupted", StudyDirection.Minimize))
        {
            Assert.Equal([3.0, 2.0], storage.Load()[0].Reports.Select(pair => pair.Value));
            var study = Study(storage);
            var trial = study.Ask(_ => true);
            Assert.Equal(0, trial.Number);
            trial.Suggest(Space);
            trial.Report(4, 0);
            study.Tell(trial, TrialState.Pruned, reason: "no \"gain\"");
        }
        using var again = open("interrupted", StudyDirection.Minimize);
        var stored = Assert.Single(again.Load());
        Assert.Equal((TrialState.Pruned, 4.0, "\"no \\u0022gain\\u0022\""), (stored.State, stored.Value, stored.UserAttributes["reason"]));
        Assert.Equal(KeyValuePair.Create(0, 4.0), Assert.Single(stored.Reports));
    }

    private static void Resumed(OpenStudy open)
    {
        using var memory = new MemoryStudyStorage(StudyDirection.Maximize);
        Search(memory, 40);
        foreach (var count in new[] { 13, 26, 40 })
        {
            using var storage = open("resumed", StudyDirection.Maximize);
            Search(storage, count);
        }
        using var again = open("resumed", StudyDirection.Maximize);
        Assert.Equal(RandomTrials.Text(memory.Load()), RandomTrials.Text(again.Load()));
    }

    private static void Best(OpenStudy open)
    {
        using (var storage = open("best", StudyDirection.Maximize))
        {
            double?[] values = [1, double.NegativeInfinity, 5, 5, null, 2];
            foreach (var (number, value) in values.Index())
                storage.Put(new FrozenTrial(number, value is null ? TrialState.Fail : TrialState.Complete) { Value = value });
        }
        using (var storage = open("best", StudyDirection.Maximize))
        {
            Assert.Equal(2, Study(storage).Best!.Number);
            storage.Put(new FrozenTrial(6, TrialState.Complete) { Value = double.PositiveInfinity });
        }
        using var again = open("best", StudyDirection.Maximize);
        Assert.Equal(6, Study(again).Best!.Number);
    }

    private static void Heartbeats(OpenStudy open)
    {
        using (var storage = open("alive", StudyDirection.Minimize))
        {
            storage.Put(new FrozenTrial(0, TrialState.Running) { Started = Start });
            storage.Heartbeat(0);
            storage.Heartbeat(0);
        }
        using var again = open("alive", StudyDirection.Minimize);
        Assert.Equal(RandomTrials.Text([new FrozenTrial(0, TrialState.Running) { Started = Start }]), RandomTrials.Text(again.Load()));
        again.Put(new FrozenTrial(0, TrialState.Fail) { Started = Start, Completed = Start });
    }

    private static Study Study(IStudyStorage storage) => new(storage, new TpeSampler(), new MedianPruner(), 7, new FakeTimeProvider(Start));

    private static void Search(IStudyStorage storage, int upTo)
    {
        var study = Study(storage);
        while (study.Trials.Count < upTo)
        {
            var trial = study.Ask();
            var values = trial.Suggest(Space);
            var value = -Math.Abs(Math.Log10((double)values["rate"]!) + 3) - (long)values["units"]! / 1000.0; // both are in the space
            for (var step = 0; step < 3; step++)
                trial.Report(value * (4 - step), step);
            study.Tell(trial, trial.ShouldPrune() ? TrialState.Pruned : TrialState.Complete, trial.ShouldPrune() ? null : value);
        }
    }
}

using System.Text.Json;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Studies;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Studies;

public class StudyEndpointsTests(WithHost<StudyEndpointsTests>.Shared shared) : WithHost<StudyEndpointsTests>(shared)
{
    private static readonly UnitId Unit = new("STUDYUSDT", Timeframe.H1);
    private static readonly DateTimeOffset Start = new(2025, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly FloatDistribution Rate = new(0.001, 0.1, Log: true);
    private static readonly IntDistribution Depth = new(2, 8);
    private static readonly CategoricalDistribution Rounds = new([20L, 50L, 100L]);

    [PostgresFact]
    public async Task A_units_studies_are_listed_while_they_run()
    {
        var host = await HostAsync();
        var (key, token) = await Seed.SearchingAsync(host, Unit, trials: 6);
        var path = $"/runs/{key.RunId}/units/STUDYUSDT/1h/studies";
        var none = await host.GetAsync<Page<StudyView>>(path);
        Write(host, key, token, "xgboost/h4", Trials());
        Write(host, key, token, "cnn-lstm/h12", Trials()[..1], ("huracan:reproducible", "false"));

        using var answer = await host.Reader.GetAsync(path);
        var studies = (await ApiHost.ReadAsync<Page<StudyView>>(answer)).Items;
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);

        Assert.Empty(none.Items);
        Assert.Equal(
            [("cnn-lstm", 12, false), ("xgboost", 4, true)], studies.Select(study => (study.Family, study.Horizon, study.Reproducible)));
        Assert.Equal(new TrialCounts(Complete: 3, Pruned: 1, Failed: 1, Running: 1, Waiting: 1), studies[1].Trials);
        Assert.Equal(("MAXIMIZE", 1, 0.2), (studies[1].Direction, studies[1].Best, studies[1].BestValue)); // the earlier of two equals
        Assert.Equal(["depth", "rate", "rounds"], studies[1].Parameters.Select(parameter => parameter.Name));
        Assert.Equal((0.001, 0.1, true), (studies[1].Parameters[1].Low, studies[1].Parameters[1].High, studies[1].Parameters[1].Log));
        Assert.Equal([20, 50, 100], studies[1].Parameters[2].Choices!.Select(choice => choice.GetInt32()));
        Assert.Equal(304, (int)(await host.Reader.SendAsync(again)).StatusCode);
    }

    [PostgresFact]
    public async Task Trials_are_paged_with_all_their_attributes()
    {
        var host = await HostAsync();
        var (key, token) = await Seed.SearchingAsync(host, Unit, trials: 6);
        Write(host, key, token, "xgboost/h4", Trials());
        var path = $"/runs/{key.RunId}/units/STUDYUSDT/1h/studies/xgboost/4/trials";

        var pages = new List<Page<TrialView>> { await host.GetAsync<Page<TrialView>>($"{path}?limit=3") };
        while (pages[^1].Next is { } next)
            pages.Add(await host.GetAsync<Page<TrialView>>($"{path}?limit=3&after={next}"));

        Assert.Equal([3, 3, 1], pages.Select(page => page.Items.Count));
        var trials = pages.SelectMany(page => page.Items).ToArray();
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], trials.Select(trial => trial.Number));
        Assert.Equal(["COMPLETE", "COMPLETE", "PRUNED", "FAIL", "COMPLETE", "RUNNING", "WAITING"], trials.Select(trial => trial.State));
        Assert.Equal([1, 1, 2, 2, 2, 3, 3], trials.Select(trial => trial.Phase ?? 0)); // of six: a third by chance, a fifth fine-tuned
        Assert.Equal((0.1, 0.25, Start, Start.AddMinutes(1)), (trials[0].Value, trials[0].Sharpe, trials[0].Started, trials[0].Completed));
        Assert.Equal([0.05, 0.15], trials[0].FoldSkills);
        Assert.Equal(["depth", "rate", "rounds"], trials[0].Parameters.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            (3, 0.01, 50),
            (trials[0].Parameters["depth"].GetInt32(), trials[0].Parameters["rate"].GetDouble(),
                trials[0].Parameters["rounds"].GetInt32()));
        Assert.Equal(
            [new TrialReport(0, -0.5), new TrialReport(1, double.NaN), new TrialReport(2, double.PositiveInfinity)], trials[2].Reports);
        Assert.Equal("stopped by the pruner after fold 3.", trials[2].Reason);
        Assert.Equal((null, "the numbers ran out"), (trials[3].Value, trials[3].Reason));
        Assert.Equal((null, null, ""), (trials[6].Started, trials[6].Completed, trials[6].Reason));
        Assert.Empty((await host.GetAsync<Page<TrialView>>($"{path}?after=6")).Items);
    }

    [PostgresFact]
    public async Task The_choice_can_be_read_once_it_is_published()
    {
        var host = await HostAsync();
        var (key, token) = await Seed.SearchingAsync(host, Unit, trials: 6);
        var path = $"/runs/{key.RunId}/units/STUDYUSDT/1h/studies/xgboost/4/choice";
        var early = await ApiHost.ProblemAsync(await host.Reader.GetAsync(path), 404);
        var settings = new SortedDictionary<string, double> { ["depth"] = 3, ["rate"] = 0.01 };
        var best = new BestConfiguration(
            4, 1, settings, "trial 4 beats the family's own settings", 6, 0.01, 1000, null,
            [
                new ComparedConfiguration(1, "trial 4", 0.2, 0.19, 0.02, 0.1, 0.05, 0.03, 0.9),
                new ComparedConfiguration(2, "the family's own settings", null, 0.09, 0.01, 0, 0, 0.01, double.NaN),
            ]);
        await Seed.PublishAsync(
            host, key, token,
            new Dictionary<string, byte[]> { ["STUDYUSDT/1h/xgboost/h4/best_config.json"] = HuracanJson.Serialize(best) });

        var choice = await host.GetAsync<BestConfiguration>(path);

        Assert.Contains("has no choice", early.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            (4, 1, best.Reason, 6, 0.01, null),
            (choice.Trial, choice.Rank, choice.Reason, choice.Tried, choice.SharpeVariance, choice.OverfittingProbability));
        Assert.Equal(settings, choice.Settings);
        Assert.Equal(new ComparedConfiguration(1, "trial 4", 0.2, 0.19, 0.02, 0.1, 0.05, 0.03, 0.9), choice.Configurations[0]);
        Assert.Equal((null, double.NaN), (choice.Configurations[1].SearchValue, choice.Configurations[1].DeflatedSharpe));
        await ApiHost.ProblemAsync(await host.Reader.GetAsync(path.Replace("/4/", "/5/", StringComparison.Ordinal)), 404);
    }

    [PostgresFact]
    public async Task The_importance_of_settings_is_known_after_enough_trials()
    {
        var host = await HostAsync();
        var (key, token) = await Seed.SearchingAsync(host, Unit, trials: 20);
        Write(host, key, token, "xgboost/h4", Trials());
        // First the depth decides and the rate does nothing, later the rate does much: 17 goes through all residues of both.
        var all = Enumerable.Range(0, 200).Select(number =>
        {
            var (rate, depth) = (0.001 * (1 + number * 17 % 40), 2 + number * 17 % 7);
            return new FrozenTrial(number, TrialState.Complete)
            {
                Value = number < 40 ? depth * 0.1 : rate * 1000,
                Parameters = [new("rate", new(Rate, rate)), new("depth", new(Depth, depth))],
                Completed = Start.AddMinutes(number),
            };
        }).ToArray();
        Write(host, key, token, "xgboost/h8", all[..40]);
        var path = $"/runs/{key.RunId}/units/STUDYUSDT/1h/studies/xgboost/8/importance";

        var few = await host.GetAsync<ImportanceView>($"/runs/{key.RunId}/units/STUDYUSDT/1h/studies/xgboost/4/importance");
        var shares = (await host.GetAsync<ImportanceView>(path)).Shares;
        var same = (await host.GetAsync<ImportanceView>(path)).Shares;
        Write(host, key, token, "xgboost/h8", all[40..]);
        var later = (await host.GetAsync<ImportanceView>(path)).Shares;

        Assert.Empty(few.Shares);
        Assert.Contains("3 complete trials", few.Missing, StringComparison.Ordinal);
        Assert.Equal(["depth", "rate"], shares.Select(share => share.Name));
        Assert.InRange(shares[0].Share, 0.8, 1);
        Assert.Equal(1, shares.Sum(share => share.Share), 1e-9);
        Assert.Equal(shares, same);
        Assert.True(later.Single(share => share.Name == "rate").Share > 2 * shares[1].Share); // what was known before does not stay
    }

    [PostgresTheory]
    [InlineData("/runs/{run}/units/NOUSDT/1h/studies", 404)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/xgboost/5/importance", 404)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/xgboost/x/importance", 400)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/xgboost/5/trials", 404)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/other/4/trials", 404)]
    [InlineData("/runs/20200101T000000Z-00000000/units/STUDYUSDT/1h/studies/xgboost/4/trials", 404)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/XGBOOST/4/trials", 400)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/..%2f..%2fetc/4/trials", 400)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/xgboost/h4/trials", 400)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/xgboost/0/choice", 400)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/xgboost/-4/trials", 400)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/xgboost/99999999999/trials", 400)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/xgboost/4/trials?after=-1", 400)]
    [InlineData("/runs/{run}/units/STUDYUSDT/1h/studies/xgboost/4/trials?limit=0", 400)]
    public async Task Missing_resources_are_not_found_and_invalid_names_and_numbers_are_refused(string path, int status)
    {
        var host = await HostAsync();
        var (key, token) = await Seed.SearchingAsync(host, Unit, trials: 6);
        Write(host, key, token, "xgboost/h4", Trials()[..1]);

        await ApiHost.ProblemAsync(await host.Reader.GetAsync(path.Replace("{run}", key.RunId, StringComparison.Ordinal)), status);
    }

    [PostgresFact]
    public async Task Nothing_is_answered_without_a_key()
    {
        var host = await HostAsync();
        var (key, token) = await Seed.SearchingAsync(host, Unit, trials: 6);
        Write(host, key, token, "xgboost/h4", Trials());

        foreach (var path in new[] { "", "/xgboost/4/trials", "/xgboost/4/choice", "/xgboost/4/importance" })
            await ApiHost.ProblemAsync(await host.Nobody.GetAsync($"/runs/{key.RunId}/units/STUDYUSDT/1h/studies{path}"), 401);
    }

    private static void Write(
        ApiHost host, UnitKey key, long token, string candidate, IEnumerable<FrozenTrial> trials,
        params (string Key, string Json)[] attributes)
    {
        using var study = host.Get<StudyTable>().Open(key, token, $"{key.Unit}/{candidate}");
        foreach (var (name, json) in attributes)
            study.SetAttribute(name, json);
        foreach (var trial in trials)
            study.Put(trial);
    }

    private static FrozenTrial[] Trials() =>
    [
        Trial(0, TrialState.Complete, 0.1) with { UserAttributes = Notes(("fold_skills", "[0.05,0.15]"), ("sharpe", "0.25")) },
        Trial(1, TrialState.Complete, 0.2),
        Trial(2, TrialState.Pruned, null) with
        {
            Reports = [new(0, -0.5), new(1, double.NaN), new(2, double.PositiveInfinity)],
            UserAttributes = Reason("stopped by the pruner after fold 3."),
        },
        Trial(3, TrialState.Fail, null) with { UserAttributes = Reason("the numbers ran out") },
        Trial(4, TrialState.Complete, 0.2),
        Trial(5, TrialState.Running, null) with { Completed = null },
        new(6, TrialState.Waiting),
    ];

    private static FrozenTrial Trial(int number, TrialState state, double? value) => new(number, state)
    {
        Value = value,
        Parameters = [new("rate", new(Rate, 0.01)), new("depth", new(Depth, 3)), new("rounds", new(Rounds, 1))],
        Started = Start.AddHours(number),
        Completed = Start.AddHours(number).AddMinutes(1),
    };

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Reason(string words) =>
        Notes(("reason", JsonSerializer.Serialize(words)));

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Notes(params (string Key, string Json)[] notes) =>
        notes.Aggregate(FrozenTrial.NoAttributes, (all, note) => all.SetItem(note.Key, note.Json));
}

using Huracan.Cluster.Studies;
using Huracan.Contracts;
using Huracan.Engine.Search.Studies;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;

namespace Huracan.Tests.Silo.Units;

public class UnitWorkTests
{
    [PostgresFact]
    public async Task A_study_whose_writer_ended_before_the_first_trial_is_begun_anew()
    {
        await using var cluster = await TestCluster.StartAsync();
        const string settings = """
            timeframes: [1h]
            models: [xgboost]
            horizons: [4]
            train_bars: 1500
            simulation: {coins: 1, include_bitcoin: false, timeframe: 1h, bars: 3200, seed: 7}
            model_settings:
              xgboost: {rounds: 4, max_depth: 2}
            search: {trials: 2, folds: 2, top_n: 1, extend_folds: 2, keep_checkpoints: 1}
            """;
        var study = StudyTable.NameOf(TestCluster.RunIdOf(settings), "SIM001USDT/1h/xgboost/h4");
        using (var begun = PostgresStudyStorage.Open(cluster.Database.Source, study, StudyDirection.Maximize))
            begun.SetAttribute("huracan:inputs", "\"written, and nothing after it\"");
        await cluster.AddSiloAsync("a");
        var runId = await cluster.PostAsync(settings);

        var unit = Assert.Single(await cluster.UntilEndedAsync(runId));

        Assert.True(unit.State == UnitState.Scored, $"{unit.State}: {unit.Reason}\n{cluster.Log}");
    }
}

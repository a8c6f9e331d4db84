using System.Text.Json;
using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Search.Studies;
using Huracan.Tests.Engine.Features;
using Huracan.Tests.Engine.Pipeline.Execution;
using Huracan.Tests.Engine.Pipeline.Tuning;

namespace Huracan.Tests.Engine.Pipeline.Stages;

/// <summary>What the keys of stages say of the run's options, as text: a run made by an earlier version is resumed by them.</summary>
[Collection("torch")]
public class StageKeysTests
{
    [Fact]
    public void The_ingest_is_keyed_by_the_texts_of_timeframes_and_dates()
    {
        var run = new PipelineRun(PipelineRun.Market(), options =>
        {
            options.Timeframes = [Timeframe.H4, Timeframe.H1];
            (options.From, options.To, options.AsOf) = (
                Instant.TryParse("1970-01-01"), Instant.TryParse("2100-01-31T00:00:00Z"), Instant.TryParse("2100-02-01 12:00"));
        });

        Assert.Equal(
            Key(
                "ingest", "BTCUSDT", "4h", "1h", "1970-01-01", "2100-01-31T00:00:00Z", "2100-02-01 12:00", "False",
                $"{run.Context.Options.Costs}"),
            Record(run, "data/BTCUSDT", "ingest").Key);
        Assert.Equal(
            Key("ingest", "SIM001USDT", "1h", "", "", "", "False", $"{new RunOptions().Costs}"),
            Record(new PipelineRun(PipelineRun.Market()), "data/SIM001USDT", "ingest").Key);
    }

    [Fact]
    public void Search_choice_and_backtest_are_keyed_by_the_words_of_their_options()
    {
        var run = SearchedRun.Done();
        var options = run.Context.Options;
        var (data, unit) = (UnitData.Read(run.Folder, PipelineRun.Unit), new StageRunner(run.Folder, SearchedRun.Root, null));
        var parts = new UnitSamples(options, FeatureExamples.Sets, new ModelRegistry()).Parts(new FeatureInput(data.Candles, data.Bitcoin));

        string[] candidate =
        [
            data.Hash, run.Meta("xgboost", "final_model").FeatureHash, "max_depth=2", "rounds=6", "4 0 5 256  42",
            $"{parts} {options.Costs} cpu forward_return", "0 0", "2 10 none",
        ];
        using var study = run.Folder.OpenStudy($"{SearchedRun.Root}/optuna.db", SearchedRun.Root, StudyDirection.Maximize);
        Assert.Equal(StageRunner.HashOf(candidate), JsonSerializer.Deserialize<string>(study.Attributes["huracan:inputs"]));
        Assert.Equal(
            Key("analyze", unit.Verify("tune")!, unit.Verify("extend")!, "deflated"), Record(run, SearchedRun.Root, "analyze").Key);
        Assert.Equal(
            Key(
                "backtest", $"{SearchedRun.Root}/final_model", unit.Verify("final")!, "frozen", "5", $"{parts}", $"{options.Costs}",
                "False", $"{options.Regimes}"),
            Record(run, SearchedRun.Root, "backtest").Key);
    }

    private static string Key(string stage, params string[] parts) => StageRunner.HashOf([stage, CodeIdentity.Hash, .. parts]);

    private static StageRecord Record(PipelineRun run, string root, string stage) =>
        run.Folder.ReadJson<StageRecord>(StageRunner.RecordPath(root, stage));
}

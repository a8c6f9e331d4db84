using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Reports;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

public sealed class OutputsTests : IDisposable
{
    private static readonly UnitId Unit = new("SIM001USDT", Timeframe.H1);

    private readonly Scratch scratch = new();

    [Fact]
    public async Task A_searched_run_leaves_what_the_lists_of_outputs_name_and_nothing_else()
    {
        var config = scratch.Write("searched.yaml", Settings.Searched);
        (await HuracanProcess.RunAsync(
            "run", "--config", config, "--coins", Unit.Coin, "--out", scratch.Path("out"), "--workers", "1")).Expect(0);
        var run = RunResult.Only(scratch.Path("out"));
        var root = RunOutputs.Candidate(Unit, "xgboost", 4) + "/";
        var files = Directory.GetFiles(run.Folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(run.Folder, path))
            .ToLookup(file => file.StartsWith(root, StringComparison.Ordinal));
        string[] own = [.. files[true].Select(file => file[root.Length..])];

        Assert.Equal([], own.Where(file => !StageOutputs.IsFrom(file, ChainStage.Tune)));
        Assert.Equal(
            [StageOutputs.Unfinished, StageOutputs.Signals, StageOutputs.NamedBacktests],
            StageOutputs.All.Where(output => !own.Any(output.Holds)).Select(output => output.Name));
        Assert.Equal(
            Expected().Order(StringComparer.Ordinal),
            files[false].Where(file => !file.Contains($"/{StageOutputs.Records}/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
        Assert.All(run.Json(RunOutputs.Checklist).AsArray(), item => Assert.True((bool?)item!["complete"], item.ToJsonString()));
    }

    public void Dispose() => scratch.Dispose();

    private static IEnumerable<string> Expected()
    {
        var bitcoin = new UnitId("BTCUSDT", Timeframe.H1);
        return
        [
            RunOutputs.Config, RunOutputs.Features, RunOutputs.Environment, RunOutputs.Summary, RunOutputs.RunPage, RunOutputs.Checklist,
            RunOutputs.Log,
            RunOutputs.Thresholds(Timeframe.H1),
            .. new[] { bitcoin, Unit }.SelectMany(unit =>
                new[]
                {
                    RunOutputs.Candles(unit), RunOutputs.Funding(unit.Coin), RunOutputs.Spread(unit.Coin),
                    RunOutputs.Integrity(unit.Coin),
                }),
            UnitReport.PathOf(Unit), RunOutputs.UnitPage(Unit), $"{Unit}/{RunOutputs.Log}",
            RunOutputs.Consensus(Unit), RunOutputs.ConsensusBars(Unit), RunOutputs.Decisions(Unit),
        ];
    }
}

using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Tests.Engine.Pipeline.Execution;

[Collection("torch")]
public class OpenedTestPartTests
{
    [Fact]
    public void A_test_part_is_told_of_before_it_is_read_whatever_becomes_of_the_unit()
    {
        var run = new PipelineRun(PipelineRun.Market());
        var told = new List<TestEvidence>();

        Assert.Throws<IOException>(() => Run(run, opened =>
        {
            told.Add(opened);
            if (told.Count == 2)
                throw new IOException("There is no room to keep it.");
        }));
        Assert.True(run.Folder.Exists($"{PipelineRun.Unit}/xgboost/h4/{StageOutputs.TestMetrics}"));
        Assert.False(run.Folder.Exists($"{PipelineRun.Unit}/cnn-lstm/h4/{StageOutputs.TestMetrics}"));
        var result = Run(run, told.Add);

        Assert.Equal([1, 2, 2], told.Select(opened => opened.Candidates)); // the first family is done, and is not told of again
        Assert.All(told.Skip(1), opened => Assert.Equal(Known(result.Evidence!), Known(opened))); // a scored unit has it
        Assert.Equal(Known(told[1]) with { Candidates = 1 }, Known(told[0]));
    }

    private static UnitResult Run(PipelineRun run, Action<TestEvidence> open) =>
        new UnitPipeline(run.Context).Run(PipelineRun.Unit, new Watch(run, open), CancellationToken.None);

    // What does not come from reading it.
    private static OpenedTest Known(TestEvidence evidence) => OpenedTest.Of("run", PipelineRun.Unit, evidence, DateTimeOffset.UnixEpoch);

    private sealed class Watch(PipelineRun run, Action<TestEvidence> open) : IProgress<StageEvent>
    {
        public void Report(StageEvent value)
        {
            if (value.Opened is not { } opened)
                return;
            Assert.False(run.Folder.Exists($"{value.Scope}/{StageOutputs.TestForecasts}"));
            open(opened);
        }
    }
}

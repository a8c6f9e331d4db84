using Huracan.Contracts;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Tests.Engine.Pipeline.Stages;

public class StageRunnerTests
{
    private readonly MemoryRunFolder folder = new();
    private readonly List<StageProgress> reported = [];
    private int runs;

    [Fact]
    public void A_finished_stage_is_skipped_and_gives_the_same_hash()
    {
        var first = Run("a");
        var second = Run("a");

        Assert.Equal(1, runs);
        Assert.Equal(first, second);
        Assert.Equal([StageProgress.Started, StageProgress.Finished, StageProgress.Skipped], reported);
    }

    [Fact]
    public void Another_key_runs_it_again()
    {
        Run("a");
        Run("b");

        Assert.Equal(2, runs);
    }

    [Fact]
    public void A_stage_that_threw_is_run_again()
    {
        Assert.Throws<IOException>(() => Stages().Run("train", ["a"], () => throw new IOException("disk")));

        Run("a");

        Assert.Equal(1, runs);
        Assert.Equal([StageProgress.Started, StageProgress.Started, StageProgress.Finished], reported);
    }

    [Fact]
    public void An_output_edited_since_is_refused_by_name()
    {
        Run("a");
        folder.Write("unit/out.txt", "edited"u8);

        var refused = Assert.Throws<EditedOutputException>(() => Run("a"));

        Assert.Contains("unit/out.txt was changed since stage 'train' wrote it", refused.Message, StringComparison.Ordinal);
        Assert.Contains("delete unit/stages/train.json", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_removed_since_is_refused_by_name()
    {
        Run("a");
        folder.Delete("unit/out.txt");

        Assert.Contains("unit/out.txt is gone", Assert.Throws<EditedOutputException>(() => Run("a")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tune", "run 'tune' first")]
    [InlineData("best", "run 'final' first")]
    public void A_missing_stage_that_is_not_to_be_run_is_refused_with_the_command_that_makes_it(string stage, string words)
    {
        var stages = new StageRunner(folder, "unit", null) { Required = [stage] };

        var refused = Assert.Throws<InputRefusedException>(() => stages.Run(stage, ["a"], () => []));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_was_not_written_is_a_defect()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Stages().Run("train", ["a"], () => ["unit/none.txt"]));

        Assert.Contains("unit/none.txt", error.Message, StringComparison.Ordinal);
        Assert.False(folder.Exists("unit/stages/train.json"));
    }

    [Fact]
    public void Hashes_keep_parts_apart()
    {
        Assert.NotEqual(StageRunner.HashOf(["ab", "c"]), StageRunner.HashOf(["a", "bc"]));
        // printf 'a\nb\n' | sha256sum
        Assert.Equal("911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2", StageRunner.HashOf(["a", "b"]));
    }

    private string Run(string key) => Stages().Run("train", [key], () =>
    {
        runs++;
        folder.Write("unit/out.txt", "done"u8);
        return ["unit/out.txt"];
    });

    private StageRunner Stages() => new(folder, "unit", new Recorder(reported));

    private sealed class Recorder(List<StageProgress> reported) : IProgress<StageEvent>
    {
        public void Report(StageEvent value) => reported.Add(value.Progress);
    }
}

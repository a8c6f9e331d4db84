using System.Text;
using Huracan.Engine.Training;

namespace Huracan.Tests.Engine.Training;

public sealed class FitCheckpointTests
{
    private readonly MemoryCheckpoints checkpoints = new();

    [Fact]
    public void What_is_kept_is_read_by_the_same_training_alone()
    {
        Assert.Null(Of("a").Read());
        Of("a").Write(new("tree", [0.1, double.NaN, double.PositiveInfinity]));

        var read = Of("a").Read();

        Assert.Equal("tree", read?.Name);
        Assert.Equal([0.1, double.NaN, double.PositiveInfinity], read?.Losses);
        Assert.Null(Of("b").Read());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"Identity":"a"}""")]
    [InlineData("""{"Identity":"a","State":null}""")]
    [InlineData("""{"Identity":"a","State":{"Name":"tree"}}""")]
    [InlineData("""{"Identity":"a","State":{"Name":null,"Losses":[]}}""")]
    public void What_is_no_such_state_counts_as_none(string kept)
    {
        checkpoints.State = Encoding.UTF8.GetBytes(kept);
        Assert.Null(Of("a").Read());
    }

    [Fact]
    public void Without_a_place_nothing_is_kept_nor_hashed()
    {
        var nowhere = new FitCheckpoint<State>(null, () => throw new InvalidOperationException());
        nowhere.Write(new("tree", []));
        Assert.Null(nowhere.Read());
    }

    private FitCheckpoint<State> Of(string identity) => new(checkpoints, () => identity);

    private sealed record State(string Name, IReadOnlyList<double> Losses);
}

using Huracan.Engine.Search.Pruners;

namespace Huracan.Tests.Engine.Search.Pruners;

public class WilcoxonPrunerTests
{
    private static readonly double[] Best = [1, 1, 1, 1, 1, 1];

    [Theory]
    [InlineData(new[] { 1.1, 1.2, 1.3, 1.4, 1.5 }, true)] // worse on each of five folds: one in 32
    [InlineData(new[] { 1.1, 1.2, 1.3 }, false)] // one in 8 is no proof
    [InlineData(new[] { 0.95, 1.2, 0.7, 1.4, 0.5 }, false)]
    [InlineData(new[] { 0.9, 0.8, 0.7, 0.6, 0.5 }, false)]
    public void What_is_worse_fold_by_fold_is_pruned(double[] folds, bool pruned) =>
        Assert.Equal(pruned, MedianPrunerTests.Asks(MedianPrunerTests.Minimize(new WilcoxonPruner(), [Best]), folds));

    [Fact]
    public void Without_a_complete_trial_there_is_nothing_to_be_worse_than() =>
        Assert.False(MedianPrunerTests.Asks(MedianPrunerTests.Minimize(new WilcoxonPruner(), []), 9, 9, 9, 9, 9));
}

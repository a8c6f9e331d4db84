using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Models;

public sealed class FeatureClipTests
{
    [Fact]
    public void Trees_see_how_far_out_a_value_lies_and_networks_do_not()
    {
        double[] column = [.. Enumerable.Range(0, 101).Select(i => i - 50.0), 4_000, 40_000];
        int[] rows = [.. Enumerable.Range(0, 101)];
        float[] Scaled(string family) =>
            Scaler.Fit(["x"], [column], rows, new ModelRegistry()[family].FeatureClip).Transform([column]).Values;
        Assert.Equal([5f, 5f], Scaled("cnn-lstm")[^2..]);
        var trees = Scaled("xgboost");
        Assert.Equal(10, trees[^1] / trees[^2], 1e-3);
    }
}

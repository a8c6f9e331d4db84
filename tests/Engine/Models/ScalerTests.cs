using System.Text.Json;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Models;

public sealed class ScalerTests
{
    private static readonly string[] Names = ["a", "b"];

    [Fact]
    public void A_normal_column_comes_out_with_centre_zero_and_deviation_one()
    {
        var random = new SeededRandom(1);
        var column = Enumerable.Range(0, 20_000).Select(_ => 7 + 3 * random.NextGaussian()).ToArray();
        var table = Scaler.Fit(["x"], [column], Rows(0, column.Length)).Transform([column]);
        var mean = table.Values.Average();
        Assert.Equal(0, mean, 0.03);
        Assert.Equal(1, Math.Sqrt(table.Values.Average(v => (v - mean) * (v - mean))), 0.03);
    }

    [Fact]
    public void Median_and_quartiles_are_numpys()
    {
        // numpy.percentile([1, 2, 4, 8, 16, 32], [25, 50, 75]) = 2.5, 6, 14
        var column = Scaler.Fit(["x"], [[32, 1, 16, 2, 8, 4]], Rows(0, 6)).Columns[0];
        Assert.Equal(6, column.Centre);
        Assert.Equal(11.5 / 1.3489795003921634, column.Scale, 1e-12);
    }

    [Fact]
    public void Rows_outside_training_change_nothing_of_the_fit()
    {
        double[] a = [1, 2, 3, 4, 1e9, double.NaN];
        double[] b = [4, 3, 2, 1, -1e9, double.NaN];
        var fitted = Scaler.Fit(Names, [a, b], Rows(0, 4));
        Assert.Equal(Scaler.Fit(Names, [a[..4], b[..4]], Rows(0, 4)).Columns, fitted.Columns);
    }

    [Fact]
    public void Values_are_clipped_and_earlier_rows_are_zero()
    {
        double[] a = [double.NaN, 1, 2, 3, 1e9];
        double[] b = [double.NaN, 1, 2, 3, -1e9];
        var table = Scaler.Fit(Names, [a, b], Rows(1, 4), clip: 4).Transform([a, b], firstUsable: 1);
        Assert.Equal([0f, 0f], table.Row(0).ToArray());
        Assert.Equal([4f, -4f], table.Row(4).ToArray());
        Assert.Equal(0f, table.Row(2)[0]);
    }

    [Fact]
    public void A_constant_column_becomes_zero_and_a_mostly_constant_one_keeps_its_spread()
    {
        double[] constant = [.. Enumerable.Repeat(0.1, 100)];
        double[] mostly = [.. Enumerable.Repeat(0.0, 90), .. Enumerable.Repeat(1.0, 10)];
        var scaler = Scaler.Fit(Names, [constant, mostly], Rows(0, 100));
        var table = scaler.Transform([constant, mostly]);
        Assert.All(Enumerable.Range(0, 100), row => Assert.Equal(0f, table.Row(row)[0]));
        Assert.Equal(0.3, scaler.Columns[1].Scale, 1e-12); // √(0.1·0.9)
        Assert.Equal(1 / 0.3f, table.Row(99)[1], 1e-5);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_is_not_finite_is_refused_by_column_and_bar(double bad)
    {
        double[] a = [1, 2, 3, 4];
        double[] b = [1, 2, bad, 4];
        foreach (var refused in new Action[]
        {
            () => Scaler.Fit(Names, [a, b], Rows(0, 4)),
            () => Scaler.Fit(Names, [a, b], Rows(0, 2)).Transform([a, b]),
        })
        {
            var message = Assert.Throws<InputRefusedException>(refused).Message;
            Assert.Contains("'b'", message, StringComparison.Ordinal);
            Assert.Contains("bar 2", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void It_survives_json()
    {
        double[] a = [1, 2, 3, 4.4];
        var scaler = Scaler.Fit(["a"], [a], Rows(0, 4));
        var back = JsonSerializer.Deserialize<Scaler>(JsonSerializer.Serialize(scaler));
        Assert.Equal(scaler.Transform([a]).Values, back?.Transform([a]).Values);
    }

    private static int[] Rows(int start, int end) => [.. Enumerable.Range(start, end - start)];
}

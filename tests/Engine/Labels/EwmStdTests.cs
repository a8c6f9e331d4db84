using System.Globalization;
using Huracan.Engine.Labels;

namespace Huracan.Tests.Engine.Labels;

public class EwmStdTests
{
    [Theory]
    [InlineData("span10", 10)]
    [InlineData("span100", 100)]
    public void Deviations_equal_those_of_pandas(string column, int span)
    {
        var close = Golden("close");
        var returns = close.Select((c, i) => i == 0 ? double.NaN : Math.Log(c / close[i - 1])).ToArray();
        AssertClose(Golden(column), EwmStd.Of(returns, span));
    }

    [Fact]
    public void Nothing_is_said_before_the_minimum_is_seen()
    {
        var result = EwmStd.Of([double.NaN, 1, 2, 3, 4], span: 3, minimum: 3);
        Assert.Equal([true, true, true, false, false], result.Select(double.IsNaN));
    }

    [Fact]
    public void A_NaN_among_the_numbers_is_refused() => Assert.Throws<ArgumentException>(() => EwmStd.Of([1, 2, double.NaN], 3));

    [Fact]
    public void Constant_values_deviate_by_nothing() => Assert.Equal(0, EwmStd.Of([5, 5, 5, 5], 3)[^1]);

    internal static double[] Golden(string column)
    {
        var rows = File.ReadLines(Repository.Golden("market", "ewm_std.csv")).Select(l => l.Split(',')).ToArray();
        var index = Array.IndexOf(rows[0], column);
        return [.. rows.Skip(1).Select(r => r[index].Length == 0 ? double.NaN : double.Parse(r[index], CultureInfo.InvariantCulture))];
    }

    internal static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(double.IsNaN(expected[i]), double.IsNaN(actual[i]));
            if (!double.IsNaN(expected[i]))
                Assert.InRange(actual[i] / expected[i], 1 - 1e-10, 1 + 1e-10);
        }
    }
}

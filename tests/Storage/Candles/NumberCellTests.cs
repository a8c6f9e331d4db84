using System.Globalization;
using System.Text;
using Huracan.Engine;
using Huracan.Storage.Candles;

namespace Huracan.Tests.Storage.Candles;

public class NumberCellTests
{
    [Fact]
    public void Random_numbers_are_read_as_the_framework_reads_them()
    {
        var random = new SeededRandom(7);
        for (var i = 0; i < 200_000; i++)
        {
            var value = (random.NextDouble() - 0.3) * Math.Pow(10, random.NextInt(40) - 20);
            var text = (i % 3) switch
            {
                0 => value.ToString("R", CultureInfo.InvariantCulture),
                1 => value.ToString($"F{random.NextInt(12)}", CultureInfo.InvariantCulture),
                _ => ((long)random.NextUInt64() >> random.NextInt(60)).ToString(CultureInfo.InvariantCulture),
            };
            Assert.True(NumberCell.TryParse(Encoding.UTF8.GetBytes(text), out var read), text);
            Assert.Equal(
                BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), BitConverter.DoubleToInt64Bits(read));
        }
    }

    [Theory]
    [InlineData("", double.NaN)]
    [InlineData("nan", double.NaN)]
    [InlineData("5.", 5)]
    [InlineData(".5", 0.5)]
    [InlineData("+1", 1)]
    [InlineData("1e-3", 0.001)]
    [InlineData("9007199254740993", 9007199254740992.0)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("0.00000000000000000000000000001", 1e-29)]
    public void Edges_are_numbers(string text, double value)
    {
        Assert.True(NumberCell.TryParse(Encoding.UTF8.GetBytes(text), out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("1 000")]
    [InlineData("0x10")]
    [InlineData("12a")]
    [InlineData("null")]
    public void Text_is_no_number(string text) => Assert.False(NumberCell.TryParse(Encoding.UTF8.GetBytes(text), out _));
}

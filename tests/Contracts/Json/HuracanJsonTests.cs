using System.Text;
using Huracan.Contracts;
using Huracan.Contracts.Json;

namespace Huracan.Tests.Contracts.Json;

public class HuracanJsonTests
{
    private enum Action
    {
        Active,
        NoTrade,
        OkToTrain,
    }

    private sealed record Gate(
        UnitId Unit, Timeframe Timeframe, Action Status, double MinConfidence, float Ratio, double? Score, string Note)
    {
        public Dictionary<UnitId, double> Weights { get; init; } = [];

        public double[] Series { get; init; } = [];
    }

    private static readonly Gate Sample = new(
        new("BTCUSDT", Timeframe.M15), Timeframe.H4, Action.NoTrade, double.NaN, float.NaN, null, "it's < 5 % öäü")
    {
        Weights = { [new("ETHUSDT", Timeframe.H1)] = 0.1 + 0.2 },
        Series = [1, double.PositiveInfinity, double.NegativeInfinity, -0.0],
    };

    [Fact]
    public void Keys_enums_units_and_numbers_are_spelled_as_the_files_are()
    {
        const string expected = """
            {
              "unit": "BTCUSDT/15m",
              "timeframe": "4h",
              "status": "NO_TRADE",
              "min_confidence": null,
              "ratio": null,
              "score": null,
              "note": "it's < 5 % öäü",
              "weights": {
                "ETHUSDT/1h": 0.30000000000000004
              },
              "series": [
                1,
                "Infinity",
                "-Infinity",
                -0
              ]
            }

            """;
        Assert.Equal(expected, Encoding.UTF8.GetString(HuracanJson.Serialize(Sample)));
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        var read = HuracanJson.Deserialize<Gate>(HuracanJson.Serialize(Sample), "x.json");
        Assert.Equal(Sample with { Weights = read.Weights, Series = read.Series }, read);
        Assert.Equal(Sample.Weights, read.Weights);
        Assert.Equal(Sample.Series, read.Series);
    }

    [Theory]
    [InlineData("{\n \"unit\": \"BTCUSDT\"\n}", "x.json, line 2, key 'unit': 'BTCUSDT' is not a unit: write COIN/timeframe")]
    [InlineData("{\n \"timeframe\": \"7m\"\n}", "x.json, line 2, key 'timeframe': '7m' is not a timeframe")]
    [InlineData("{\n\n \"status\": \"SLEEP\"\n}", "x.json, line 3, key 'status': ")]
    [InlineData("{\n \"min_confidence\": \"high\"\n}", "x.json, line 2, key 'min_confidence': 'high' is not a number.")]
    [InlineData("{\n \"note\": \"a\",\n \"note\": \"b\"\n}", "x.json, line 3, key 'note': ")]
    [InlineData("{\n \"note\": \"a\"", "x.json, line 2")]
    [InlineData("{ \"note\": \"a\" }", "x.json, line 1: keys are missing: 'unit', 'timeframe',")]
    [InlineData("null", "x.json: the content is null.")]
    [InlineData("", "x.json, line 1: ")]
    public void Bad_json_is_refused_with_file_line_and_key(string text, string error)
    {
        var message = Assert.Throws<InputRefusedException>(() =>
            HuracanJson.Deserialize<Gate>(Encoding.UTF8.GetBytes(text), "x.json")).Message;
        Assert.StartsWith(error, message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
    }
}

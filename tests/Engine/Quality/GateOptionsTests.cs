using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Quality;

namespace Huracan.Tests.Engine.Quality;

public class GateOptionsTests
{
    [Fact]
    public void Every_variable_overrides_its_option()
    {
        var options = new GateOptions().With(new Dictionary<string, string>
        {
            ["QUALITY_GATE_ENABLED"] = "False",
            ["QUALITY_GATE_FILE"] = "other.json",
            ["MIN_CONFIDENCE"] = "0.6",
            ["USE_ML_PER_COIN"] = "0",
            ["ML_DEFAULT_TF"] = "4h",
            ["ML_DEVICE"] = "CUDA",
        });
        Assert.Equal(
            new GateOptions
            {
                Enabled = false,
                File = "other.json",
                MinConfidence = 0.6,
                UseMlPerCoin = false,
                MlDefaultTimeframe = Timeframe.H4,
                MlDevice = TrainingDevice.Cuda,
            },
            options);
    }

    [Fact]
    public void Unset_and_empty_variables_change_nothing()
    {
        var options = new GateOptions { MinConfidence = 0.7, MlDevice = TrainingDevice.Cuda };
        Assert.Equal(options, options.With(new Dictionary<string, string>()));
        Assert.Equal(
            options, options.With(new Dictionary<string, string> { ["MIN_CONFIDENCE"] = "", ["ML_DEVICE"] = " ", ["OTHER"] = "x" }));
    }

    [Theory]
    [InlineData("QUALITY_GATE_ENABLED", "maybe")]
    [InlineData("MIN_CONFIDENCE", "1.01")]
    [InlineData("MIN_CONFIDENCE", "-0.1")]
    [InlineData("MIN_CONFIDENCE", "NaN")]
    [InlineData("MIN_CONFIDENCE", "0,5")]
    [InlineData("USE_ML_PER_COIN", "2")]
    [InlineData("ML_DEFAULT_TF", "7m")]
    [InlineData("ML_DEVICE", "tpu")]
    public void A_bad_value_is_refused_with_the_name_of_its_variable(string name, string value)
    {
        var refused = Assert.Throws<InputRefusedException>(() => new GateOptions().With(new Dictionary<string, string> { [name] = value }));
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains(value, refused.Message, StringComparison.Ordinal);
    }
}

using Huracan.Api.Hamilton;
using Huracan.Api.Settings;
using Huracan.Engine.Models;
using Microsoft.Extensions.Configuration;

namespace Huracan.Tests.Api.Hamilton;

public class GateSettingsTests
{
    [Fact]
    public void Each_wrong_variable_is_refused_before_the_start()
    {
        var result = Of(("ML_DEVICE", "tpu"), ("USE_ML_PER_COIN", "2"), ("MIN_CONFIDENCE", "0.5")).Validate(null, new ApiOptions());

        Assert.Equal(
            ["The environment variable USE_ML_PER_COIN is '2'; it must be true or false.",
                "The environment variable ML_DEVICE is 'tpu'; it must be cpu or cuda."],
            result.Failures);
    }

    [Fact]
    public void The_variables_are_those_of_the_command_line()
    {
        var options = Of(
            ("QUALITY_GATE_ENABLED", "0"), ("USE_ML_PER_COIN", "false"), ("MIN_CONFIDENCE", "0.5"), ("ML_DEVICE", "cpu")).Read();

        Assert.Equal(
            (false, false, 0.5, TrainingDevice.Cpu),
            (options.Enabled, options.UseMlPerCoin, options.MinConfidence, options.MlDevice));
    }

    private static GateSettings Of(params (string Key, string Value)[] variables) =>
        new(new ConfigurationBuilder()
            .AddInMemoryCollection(variables.ToDictionary(pair => pair.Key, pair => (string?)pair.Value))
            .Build());
}

using Huracan.Api.Predictions;
using Huracan.Api.Settings;
using Huracan.Engine.Models;
using Huracan.Tests.Api.Harness;
using Microsoft.Extensions.Configuration;

namespace Huracan.Tests.Api.Predictions;

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

    [Fact]
    public async Task The_file_that_is_named_is_every_models_gate()
    {
        using var folder = new TemporaryFolder();
        folder.Write("gate.json", """
            {"version":"v1","timeframe":"1h",
             "coins":{"BTCUSDT":{"status":"ACTIVE","action":"ACTIVE","quality_tier":"HIGH","score_0_100":80,"min_confidence":0.45,
              "reason":"r"}},
             "summary":{"active_coins":1,"warmup_coins":0,"caution_coins":0,"no_trade_coins":0,"coverage":1}}
            """);
        var settings = Of(("QUALITY_GATE_FILE", folder["gate.json"]));

        // Neither a model nor the database is asked.
        var gate = await new QualityGateProvider(settings, null!, null!).GetAsync(null!, CancellationToken.None);

        Assert.True(settings.Validate(null, new ApiOptions()).Succeeded);
        Assert.True(gate.ShouldTrade("BTCUSDT", 0.5).ShouldTrade);
        Assert.False(gate.ShouldTrade("ETHUSDT", 0.5).ShouldTrade);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_before_the_start() => Assert.Contains(
        "/nowhere/gate.json cannot be read",
        Assert.Single(Of(("QUALITY_GATE_FILE", "/nowhere/gate.json")).Validate(null, new ApiOptions()).Failures!),
        StringComparison.Ordinal);

    private static GateSettings Of(params (string Key, string Value)[] variables) =>
        new(new ConfigurationBuilder()
            .AddInMemoryCollection(variables.ToDictionary(pair => pair.Key, pair => (string?)pair.Value))
            .Build());
}

using System.Diagnostics;
using Huracan.Contracts;
using Huracan.Tests.Servers;
using Huracan.Tests.Silo.Harness;
using Huracan.Tests.Telemetry;

namespace Huracan.Tests.Silo.Units;

public class UnitWorkTests
{
    private const string Settings = """
        timeframes: [1h]
        models: [xgboost]
        horizons: [4]
        train_bars: 500
        simulation: {coins: 1, include_bitcoin: false, timeframe: 1h, bars: 2600, seed: 7}
        model_settings:
          xgboost: {rounds: 4, max_depth: 2}
        """;

    [PostgresFact]
    public async Task The_work_on_a_unit_is_part_of_the_trace_of_the_request_that_made_its_run()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var cluster = await TestCluster.StartAsync();
        var silo = await cluster.AddSiloAsync("a", telemetry: collector.Address);
        var (trace, span) = (ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());
        var runId = await cluster.PostAsync(Settings, $"00-{trace}-{span}-01");

        var unit = Assert.Single(await cluster.UntilEndedAsync(runId));
        await silo.StopAsync(TimeSpan.FromSeconds(10)); // sends what is left

        Assert.True(unit.State == UnitState.Scored, $"{unit.State}: {unit.Reason}\n{cluster.Log}");
        Assert.True(collector.HasMessage(
            "traces", Convert.FromHexString(trace.ToString()), Convert.FromHexString(span.ToString()), "unit SIM001USDT/1h"u8.ToArray()));
    }
}

using Huracan.Contracts.Http.Runs;
using Huracan.Tests.Api.Harness;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;

namespace Huracan.Tests.Api.Errors;

public class SilosAwayTests
{
    [PostgresFact]
    public async Task Without_a_silo_the_API_reads_and_refuses_to_start_runs_for_now()
    {
        await using var host = await ApiHost.StartAsync(await TestPostgres.CreateAsync(), isReady: false);
        await Eventually.ThatAsync(async () => (await host.Nobody.GetAsync("/health")).IsSuccessStatusCode);
        var request = new RunRequest { Timeframes = ["1h"], Models = ["xgboost"], SimulatedCoins = 1, SimulatedBars = 3000 };

        await ApiHost.ReadAsync<object>(await host.Reader.GetAsync("/runs"));
        using var refused = await host.Operator.PostAsync("/runs", ApiHost.Json(request));

        var problem = await ApiHost.ProblemAsync(refused, 503);
        Assert.Equal("No silo can be reached; try again soon.", problem.GetProperty("detail").GetString());
        Assert.NotNull(refused.Headers.RetryAfter);
    }
}

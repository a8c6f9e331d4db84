using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Tests.Cluster.Harness;

namespace Huracan.Tests.Cluster.Units;

public class DueTableTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    [PostgresFact]
    public async Task Units_are_ordered_by_priority_then_liquidity_then_age_of_the_run_then_coin()
    {
        var database = await cluster.DatabaseAsync();
        var runs = new RunTable(database, TimeProvider.System);
        await CreateAsync("20250101T000000Z-0000000a", ("AUSDT", 0, 5e6), ("BUSDT", 0, 0), ("CUSDT", 0, 9e8), ("DUSDT", 0, 0));
        await CreateAsync("20250102T000000Z-0000000b", ("AUSDT", 0, 7e7), ("BUSDT", 0, 0), ("CUSDT", 3, 0), ("DUSDT", -1, 9e9));

        var due = await new DueTable(database, TimeProvider.System).DueAsync(100, CancellationToken.None);

        Assert.Equal(
            ["b CUSDT", "a CUSDT", "b AUSDT", "a AUSDT", "a BUSDT", "a DUSDT", "b BUSDT", "b DUSDT"],
            due.Select(unit => $"{unit.Key.RunId[^1]} {unit.Key.Unit.Coin}"));
        Assert.Equal(9e8, (await new UnitTable(database).FindAsync(due[1].Key, CancellationToken.None))!.Liquidity);

        Task CreateAsync(string id, params (string Coin, int Priority, double Liquidity)[] units) => runs.CreateAsync(
            ClusterDatabase.New(id) with
            {
                Units = [
                    .. units.Select(unit =>
                        new UnitRecord(new UnitKey(id, new UnitId(unit.Coin, Timeframe.H1)))
                        {
                            Priority = unit.Priority, Liquidity = unit.Liquidity, Since = DateTimeOffset.UnixEpoch,
                        })
                ],
            },
            CancellationToken.None);
    }
}

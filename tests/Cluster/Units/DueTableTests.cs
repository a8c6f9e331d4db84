using Huracan.Cluster.Runs;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Tests.Cluster.Harness;

namespace Huracan.Tests.Cluster.Units;

public class DueTableTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    private static readonly UnitOwner Owner = ClusterDatabase.Owner("silo-1");

    [PostgresFact]
    public async Task Units_are_ordered_by_priority_then_liquidity_then_age_of_the_run_then_coin()
    {
        await CreateAsync("20250101T000000Z-0000000a", 0, ("AUSDT", 5e6), ("BUSDT", 0), ("CUSDT", 9e8), ("DUSDT", 0));
        await CreateAsync("20250102T000000Z-0000000b", 0, ("AUSDT", 7e7), ("BUSDT", 0));
        await CreateAsync("20250103T000000Z-0000000c", 3, ("CUSDT", 0));
        await CreateAsync("20250104T000000Z-0000000d", -1, ("DUSDT", 9e9));

        var due = await (await TableAsync()).DueAsync("cpu", 100, CancellationToken.None);

        Assert.Equal(
            ["c CUSDT", "a CUSDT", "b AUSDT", "a AUSDT", "a BUSDT", "a DUSDT", "b BUSDT", "d DUSDT"],
            due.Select(key => $"{key.RunId[^1]} {key.Unit.Coin}"));
        Assert.Equal(9e8, (await (await UnitsAsync()).FindAsync(due[1], CancellationToken.None))!.Liquidity);
    }

    [PostgresFact]
    public async Task A_unit_that_is_worked_on_for_one_run_waits_for_the_others()
    {
        var unit = new UnitId("EUSDT", Timeframe.H4);
        var (first, second) = (new UnitKey(await cluster.RunAsync(unit), unit), new UnitKey(await cluster.RunAsync(unit), unit));
        var (table, units) = (await TableAsync(), await UnitsAsync());
        await units.ChangeAsync(
            first, record => UnitMachine.Claim(record, Owner, "cuda", DateTimeOffset.UnixEpoch), CancellationToken.None);

        var working = await table.DueAsync("cpu", 100, CancellationToken.None);
        var owned = await table.OwnedAsync(CancellationToken.None);
        await units.ChangeAsync(first, record => UnitMachine.Release(record, 1, DateTimeOffset.UnixEpoch), CancellationToken.None);
        var released = await table.DueAsync("cpu", 100, CancellationToken.None);

        Assert.DoesNotContain(working, key => key.Unit == unit);
        Assert.Contains((first, 1L, Owner.Address), owned);
        Assert.Equal([second], released.Where(key => key.Unit == unit)); // the first was begun on a GPU
    }

    private async Task<DueTable> TableAsync() => new(await cluster.DatabaseAsync(), TimeProvider.System);

    private async Task<UnitTable> UnitsAsync() => new(await cluster.DatabaseAsync());

    private async Task CreateAsync(string id, int priority, params (string Coin, double Liquidity)[] units) =>
        await new RunTable(await cluster.DatabaseAsync(), TimeProvider.System).CreateAsync(
            ClusterDatabase.New(id) with
            {
                Priority = priority,
                Units = [.. units.Select(unit => new PlannedUnit(new UnitId(unit.Coin, Timeframe.H1), unit.Liquidity))],
            },
            CancellationToken.None);
}

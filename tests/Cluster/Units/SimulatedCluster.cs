using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine;

namespace Huracan.Tests.Cluster.Units;

/// <summary>
/// Silos, an operator and a store in virtual time, one step after another in an order drawn from a seed. Silos crash, fall asleep for
/// longer than a lease and wake up believing that they still own their unit; every write goes through the unit machine, as it does
/// in the database. What must never happen is checked at every step.
/// </summary>
internal sealed class SimulatedCluster
{
    private const int Epochs = 4;

    private readonly SeededRandom random;
    private readonly UnitMachine machine;
    private readonly UnitTiming timing = new() { MostFaults = 1_000 };
    private readonly Unit[] units;
    private readonly Silo[] silos;
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SimulatedCluster(ulong seed)
    {
        random = new SeededRandom(seed);
        machine = new UnitMachine(timing);
        units = [.. Enumerable.Range(0, 3).Select(i => new Unit(new UnitRecord(new UnitKey("run", new UnitId($"C{i}", Timeframe.H1)))))];
        silos = [.. Enumerable.Range(0, 3).Select(i => new Silo($"s{i}"))];
    }

    /// <summary>Failures for a while, then none until everything has ended.</summary>
    public void Play()
    {
        for (var step = 0; step < 150; step++)
            Trouble();
        foreach (var unit in units)
            unit.Record = UnitMachine.Resume(unit.Record);
        for (var step = 0; units.Any(unit => !unit.Record.HasEnded); step++)
        {
            Assert.True(step < 5_000, $"Nothing ends: {string.Join("; ", units.Select(unit => UnitMachine.Describe(unit.Record)))}.");
            Tick();
            Work(silos[random.NextInt(silos.Length)]);
            foreach (var unit in units)
                unit.Record = UnitMachine.Sweep(unit.Record, now);
        }
        foreach (var unit in units)
            Assert.True(
                unit.Record.State != UnitState.Scored || unit.Finished == 1, $"{unit.Record.Key} was finished {unit.Finished} times.");
    }

    private void Trouble()
    {
        Tick();
        var silo = silos[random.NextInt(silos.Length)];
        var unit = units[random.NextInt(units.Length)];
        switch (random.NextInt(24))
        {
            case 0:
                silo.Held = null; // killed; it starts again with nothing
                break;
            case 1:
                silo.WakesAt = now + timing.Lease * 2; // a long pause: collected, swapped out, cut off
                break;
            case 2:
                unit.Record = UnitMachine.Pause(unit.Record);
                break;
            case 3:
                unit.Record = UnitMachine.Resume(unit.Record);
                break;
            case 4 when random.NextInt(4) == 0:
                unit.Record = UnitMachine.Cancel(unit.Record, now);
                break;
            case 5 when unit.Record.State is UnitState.Failed or UnitState.Cancelled:
                unit.Record = UnitMachine.Retry(unit.Record, now);
                break;
            case 6:
                unit.Record = UnitMachine.Sweep(unit.Record, now);
                break;
            case 7 when silo.Held is { } held && silo.WakesAt <= now:
                Write(silo, () => held.Unit.Record = machine.Fail(held.Unit.Record, held.Token, "a passing error", transient: true, now));
                silo.Held = null;
                break;
            default:
                Work(silo);
                break;
        }
    }

    private void Work(Silo silo)
    {
        if (silo.WakesAt > now)
            return;
        if (silo.Held is not { } held)
        {
            Claim(silo, units[random.NextInt(units.Length)]);
            return;
        }
        var unit = held.Unit;
        switch (random.NextInt(4))
        {
            case 0:
                Write(silo, () =>
                {
                    unit.Record = machine.Advance(unit.Record, held.Token, UnitState.Finalizing, 0, null, now);
                    if (unit.Record.DesiredState == DesiredState.Run)
                        return;
                    unit.Record = UnitMachine.Release(unit.Record, held.Token, now);
                    silo.Held = null;
                });
                break;
            case 1 when held.Epoch < Epochs:
                silo.Held = held with { Epoch = held.Epoch + 1 };
                break;
            case 2:
                Write(silo, () =>
                {
                    UnitMachine.Publish(unit.Record, held.Token);
                    Assert.True(held.Epoch >= unit.Published, $"{unit.Record.Key} went back from epoch {unit.Published} to {held.Epoch}.");
                    unit.Published = held.Epoch;
                });
                break;
            case 3 when held.Epoch == Epochs:
                Write(silo, () =>
                {
                    unit.Record = UnitMachine.Finish(
                        unit.Record, held.Token, new UnitResult("C", Timeframe.H1, UnitStatus.Done, "", ""), now);
                    unit.Finished++;
                    silo.Held = null;
                });
                break;
        }
    }

    private void Claim(Silo silo, Unit unit)
    {
        if (!UnitMachine.CanClaim(unit.Record, now))
            return;
        Assert.DoesNotContain(silos, other =>
            other.Held is { } held && held.Unit == unit && held.Token == unit.Record.Token && UnitMachine.IsOwned(unit.Record, now));
        var before = unit.Record.Token;
        unit.Record = machine.Claim(unit.Record, silo.Name, "cpu", now);
        Assert.True(unit.Record.Token > before, "A claim did not take a new token.");
        silo.Held = new Hold(unit, unit.Record.Token, unit.Published);
    }

    // What a silo writes counts only if its claim is the latest, whatever the silo believes.
    private static void Write(Silo silo, Action write)
    {
        var held = silo.Held!;
        var isLatest = held.Unit.Record.Token == held.Token && held.Unit.Record.Owner == silo.Name;
        try
        {
            write();
            Assert.True(isLatest, $"{held.Unit.Record.Key}: a late write with token {held.Token} went through.");
        }
        catch (StaleOwnerException)
        {
            Assert.False(isLatest, $"{held.Unit.Record.Key}: the owner's own write was refused.");
            silo.Held = null;
        }
    }

    private void Tick() => now += TimeSpan.FromMilliseconds(random.NextInt(1_500));

    private sealed class Unit(UnitRecord record)
    {
        public UnitRecord Record { get; set; } = record;

        public int Published { get; set; }

        public int Finished { get; set; }
    }

    private sealed record Hold(Unit Unit, long Token, int Epoch);

    private sealed class Silo(string name)
    {
        public string Name { get; } = name;

        public Hold? Held { get; set; }

        public DateTimeOffset WakesAt { get; set; }
    }
}

using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Reports;
using Huracan.Engine;

namespace Huracan.Tests.Cluster.Units;

/// <summary>
/// Silos, grains, dispatchers and an operator in virtual time, one step after another in an order drawn from a seed. Silos crash, are
/// declared dead while they only sleep, and forget units; a grain may have two activations and the cluster two dispatchers; writes of a
/// state that changed meanwhile are refused. Rows change by the unit machine, as in the database. What must never happen is checked at
/// every step.
/// </summary>
/// <param name="seed">Draws the order.</param>
/// <param name="mostFaults">After so many failed attempts a unit fails.</param>
/// <param name="checksTokens">False removes the check of tokens, to see that it is missed.</param>
/// <param name="checksVersions">False removes the check of a state's version, to see that it is missed.</param>
internal sealed class SimulatedCluster(ulong seed, int mostFaults = 1_000, bool checksTokens = true, bool checksVersions = true)
{
    private const int Epochs = 4;
    private static readonly string[] Runs = ["run-1", "run-2"];
    private static readonly UnitProgress Training = new(UnitState.Finalizing, 0, null);

    private readonly SeededRandom random = new(seed);
    private readonly UnitMachine machine = new(new UnitTiming { MostFaults = mostFaults });
    private readonly SimulatedUnit[] units =
        [.. Enumerable.Range(0, 3).Select(i => new SimulatedUnit(new UnitId($"C{i}", Timeframe.H1), Runs))];
    private readonly SimulatedSilo[] silos = [.. Enumerable.Range(0, 3).Select(i => new SimulatedSilo($"s{i}"))];
    private readonly Assignments[] dispatchers = [new(), new()];
    private readonly HashSet<string> dead = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private IEnumerable<SimulatedWork> Work => units.SelectMany(unit => unit.Work.Values);

    /// <summary>How many units of runs have failed at the end.</summary>
    public int Failed => Work.Count(work => work.Record.State == UnitState.Failed);

    /// <summary>Failures for a while, then none until everything has ended.</summary>
    public void Play()
    {
        for (var step = 0; step < 250; step++)
            Trouble();
        foreach (var work in Work)
            work.Record = UnitMachine.Resume(work.Record);
        foreach (var silo in silos.Where(silo => dead.Contains(silo.Address)))
            silo.Restart();
        for (var step = 0; Work.Any(work => !work.Record.HasEnded); step++)
        {
            Assert.True(step < 20_000, $"Nothing ends: {string.Join("; ", Work.Select(work => UnitMachine.Describe(work.Record)))}.");
            Tick();
            Act(Pick(silos));
            Check(dispatchers[0]);
        }
        foreach (var work in Work)
        {
            Assert.True(
                work.Record.State != UnitState.Scored || work.Finished == 1, $"{work.Record.Key} was finished {work.Finished} times.");
            Assert.True(
                work.Record.State != UnitState.Failed || work.Record.Faults == mostFaults,
                $"{work.Record.Key} failed after {work.Record.Faults} faults.");
        }
    }

    private void Trouble()
    {
        Tick();
        var silo = Pick(silos);
        var work = Pick(Pick(units).Work.Values.ToArray());
        switch (random.NextInt(32))
        {
            case 0: // killed, and started again with nothing
                dead.Add(silo.Address);
                silo.Restart();
                break;
            case 1: // cut off: the others declare it dead, and it does not know yet
                dead.Add(silo.Address);
                silo.WakesAt = now + TimeSpan.FromSeconds(random.NextInt(10));
                break;
            case 2 when dead.Contains(silo.Address) && silo.WakesAt <= now: // it learns of it, and ends
                silo.Restart();
                break;
            case 3: // a slot forgets its unit
                silo.Held.Clear();
                break;
            case 4:
                work.Record = UnitMachine.Pause(work.Record);
                break;
            case 5 or 6:
                work.Record = UnitMachine.Resume(work.Record);
                break;
            case 7 when random.NextInt(4) == 0:
                work.Record = UnitMachine.Cancel(work.Record, now);
                break;
            case 8 when work.Record.State.CanBeRetried:
                work.Record = UnitMachine.Retry(work.Record, now);
                break;
            case 9 or 10:
                Check(Pick(dispatchers));
                break;
            case 11: // the grain is activated anew, perhaps beside another activation
                Pick(units).Activate(random.NextInt(2));
                break;
            default:
                Act(silo);
                break;
        }
    }

    private void Act(SimulatedSilo silo)
    {
        if (silo.WakesAt > now)
            return;
        if (silo.Held.Count == 0 || (silo.Held.Count == 1 && random.NextInt(3) == 0)) // two slots
        {
            Take(silo, Pick(dispatchers));
            return;
        }
        var held = Pick(silo.Held.Values.ToArray());
        switch (random.NextInt(5))
        {
            case 0:
                Write(silo, held, record => UnitMachine.Advance(record, Token(record, held), Training, now));
                if (silo.Held.ContainsKey(held.Work.Record.Key) && held.Work.Record.DesiredState != DesiredState.Run)
                    End(silo, held, record => UnitMachine.Release(record, Token(record, held), now));
                break;
            case 1 when held.Epoch < Epochs:
                silo.Held[held.Work.Record.Key] = held with { Epoch = held.Epoch + 1 };
                break;
            case 2:
                Write(silo, held, record =>
                {
                    UnitMachine.Publish(record, Token(record, held));
                    Assert.True(
                        held.Epoch >= held.Work.Published, $"{record.Key} went back from epoch {held.Work.Published} to {held.Epoch}.");
                    held.Work.Published = held.Epoch;
                    return record;
                });
                break;
            case 3 when held.Epoch == Epochs:
                End(silo, held, record =>
                {
                    var ended = UnitMachine.Finish(
                        record, Token(record, held), new UnitResult("C", Timeframe.H1, UnitStatus.Done, "", ""), now);
                    held.Work.Finished++;
                    return ended;
                });
                break;
            case 4 when random.NextInt(8) == 0:
                End(silo, held, record => machine.Fail(record, Token(record, held), "a passing error", transient: true, now));
                break;
        }
    }

    // As the dispatcher, then the unit's grain do.
    private void Take(SimulatedSilo silo, Assignments dispatcher)
    {
        dispatcher.Forget(dead.Contains);
        dispatcher.Report(silo.Address, silo.Held.Keys, now);
        var due = Work.Where(work => UnitMachine.CanClaim(work.Record, now) && dispatcher.IsFree(work.Record.Key)).ToArray();
        if (due.Length == 0)
            return;
        var work = Pick(due);
        dispatcher.Assign(silo.Address, work.Record.Key);
        var unit = work.Unit;
        var activation = Pick(unit.Activations.ToArray());
        if (activation.State is { Owner: { } other } && other != silo.Owner && !dead.Contains(other.Address))
            return;
        try
        {
            if (activation.State is { RunId: { } runId, Token: var token, Owner: { } last })
                Change(unit.Work[runId], activation, record => last == silo.Owner && record.Token == token && record.Owner is not null
                    ? UnitMachine.Release(record, token, now)
                    : machine.Abandon(record, token, now));
            Change(work, activation, record => UnitMachine.Claim(record, silo.Owner, "cpu", now), claims: true);
        }
        catch (Exception exception) when (exception is UnitRefusedException or RefusedStateException)
        {
            return;
        }
        Assert.True(
            unit.Work.Values.Count(other => other.Record.Owner is not null) == 1, $"{unit.Id} is worked on for two runs at once.");
        silo.Held[work.Record.Key] = new Hold(work, work.Record.Token, work.Published);
    }

    private void Check(Assignments dispatcher)
    {
        dispatcher.Forget(dead.Contains);
        foreach (var silo in silos.Where(silo => silo.WakesAt <= now && !dead.Contains(silo.Address)))
            dispatcher.Report(silo.Address, silo.Held.Keys, now);
        foreach (var work in Work.Where(work => work.Record.OwnerAddress is { } owner
            && (dead.Contains(owner) || dispatcher.IsLost(owner, work.Record.Key, now))))
        {
            try
            {
                var token = work.Record.Token;
                Change(work, Pick(work.Unit.Activations.ToArray()), record => machine.Abandon(record, token, now));
            }
            catch (RefusedStateException)
            {
                // The next check tries again.
            }
        }
    }

    // What a silo writes counts only if its claim is the latest, whatever the silo believes.
    private void Write(SimulatedSilo silo, Hold held, Func<UnitRecord, UnitRecord> change)
    {
        var record = held.Work.Record;
        var isLatest = record.Token == held.Token && record.OwnerAddress == silo.Address;
        try
        {
            Change(held.Work, Pick(held.Work.Unit.Activations.ToArray()), change);
            Assert.True(isLatest, $"{record.Key}: a late write with token {held.Token} went through.");
        }
        catch (StaleOwnerException)
        {
            Assert.False(isLatest, $"{record.Key}: the owner's own write was refused.");
            silo.Held.Remove(record.Key);
        }
    }

    // Tried until it is written or refused.
    private void End(SimulatedSilo silo, Hold held, Func<UnitRecord, UnitRecord> change)
    {
        try
        {
            var (published, finished) = (held.Work.Published, held.Work.Finished);
            try
            {
                Write(silo, held, change);
            }
            catch (RefusedStateException)
            {
                (held.Work.Published, held.Work.Finished) = (published, finished);
                throw;
            }
            silo.Held.Remove(held.Work.Record.Key);
        }
        catch (RefusedStateException)
        {
            // The silo tries again.
        }
    }

    // Row and state in one transaction; an activation whose state was not written is discarded.
    private void Change(SimulatedWork work, Activation activation, Func<UnitRecord, UnitRecord> change, bool claims = false)
    {
        var unit = work.Unit;
        var changed = change(work.Record);
        var next = claims
            ? new Claimed(changed.Key.RunId, changed.Token, new UnitOwner(changed.Owner!, changed.OwnerAddress!))
            : activation.State.RunId == changed.Key.RunId && changed.Owner is null ? new Claimed(null, 0, null) : activation.State;
        if (next != activation.State)
        {
            if (checksVersions && activation.Version != unit.Version)
            {
                unit.Discard(activation);
                throw new RefusedStateException();
            }
            unit.State = next;
            (activation.State, activation.Version) = (next, ++unit.Version);
        }
        Assert.True(
            changed.Faults < mostFaults || changed.HasEnded, $"{changed.Key} goes on after {changed.Faults} faults.");
        work.Record = changed;
    }

    private long Token(UnitRecord record, Hold held) => checksTokens ? held.Token : record.Token;

    private T Pick<T>(IReadOnlyList<T> values) => values[random.NextInt(values.Count)];

    private void Tick() => now += TimeSpan.FromMilliseconds(random.NextInt(1_500));

    private sealed class RefusedStateException : Exception;

    private sealed record Claimed(string? RunId, long Token, UnitOwner? Owner);

    private sealed class Activation(Claimed state, int version)
    {
        public Claimed State { get; set; } = state;

        public int Version { get; set; } = version;
    }

    private sealed class SimulatedUnit
    {
        public SimulatedUnit(UnitId id, IEnumerable<string> runs)
        {
            Id = id;
            Work = runs.ToDictionary(run => run, run => new SimulatedWork(this, new UnitRecord(new UnitKey(run, id))));
            Activate(0);
            Activate(1);
        }

        public UnitId Id { get; }

        public Dictionary<string, SimulatedWork> Work { get; }

        public Claimed State { get; set; } = new(null, 0, null);

        public int Version { get; set; }

        public List<Activation> Activations { get; } = [];

        public void Activate(int place)
        {
            var activation = new Activation(State, Version);
            if (place < Activations.Count)
                Activations[place] = activation;
            else
                Activations.Add(activation);
        }

        public void Discard(Activation activation) => Activate(Activations.IndexOf(activation));
    }

    private sealed class SimulatedWork(SimulatedUnit unit, UnitRecord record)
    {
        public SimulatedUnit Unit { get; } = unit;

        public UnitRecord Record { get; set; } = record;

        public int Published { get; set; }

        public int Finished { get; set; }
    }

    private sealed record Hold(SimulatedWork Work, long Token, int Epoch);

    private sealed class SimulatedSilo(string name)
    {
        private int life = 1;

        public string Address => $"{name}@{life}";

        public UnitOwner Owner => new(name, Address);

        public Dictionary<UnitKey, Hold> Held { get; private set; } = [];

        public DateTimeOffset WakesAt { get; set; }

        public void Restart()
        {
            life++;
            Held = [];
            WakesAt = default;
        }
    }
}

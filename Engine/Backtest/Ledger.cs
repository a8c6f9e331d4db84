namespace Huracan.Engine.Backtest;

/// <summary>Every movement of money of a backtest, in the order of booking; their sum is final equity − initial capital.</summary>
public sealed class Ledger
{
    private readonly List<LedgerEntry> entries = [];

    /// <summary>The entries, in order; an amount of 0 is not booked, but for the price result of a trade.</summary>
    public IReadOnlyList<LedgerEntry> Entries => entries;

    /// <summary>Sum of all amounts in their order.</summary>
    public double Sum { get; private set; }

    /// <summary>Sum of the amounts of one kind.</summary>
    public double Total(LedgerKind kind)
    {
        var total = 0.0;
        foreach (var entry in entries)
        {
            if (entry.Kind == kind)
                total += entry.Amount;
        }
        return total;
    }

    internal void Book(LedgerEntry entry)
    {
        entries.Add(entry);
        Sum += entry.Amount;
    }
}

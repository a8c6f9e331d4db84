using Huracan.Contracts.Trading;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Backtest;

/// <summary>What a backtest did.</summary>
public sealed record BacktestResult
{
    /// <summary>Bars it ran over.</summary>
    public required BarRange Range { get; init; }

    /// <summary>Money at the start.</summary>
    public required double InitialCapital { get; init; }

    /// <summary>Closed trades in order of entry; none is left open.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>Every movement of money.</summary>
    public required Ledger Ledger { get; init; }

    /// <summary>Equity marked at the close of each bar of the range, open position included.</summary>
    public required double[] Equity { get; init; }

    /// <summary>
    /// Side × quantity × open after the fills at each bar's open, or in the bar in which a resting order was filled, quote currency; 0
    /// where no position was open during the bar.
    /// </summary>
    public required double[] Exposure { get; init; }

    /// <summary>Resting entry orders that were withdrawn without a fill, or were left at the end; 0 for market orders.</summary>
    public int MissedEntries { get; init; }

    /// <summary>Funding payments that met an open position, known and assumed.</summary>
    public required int FundingEvents { get; init; }

    /// <summary>How many of them had no known rate and were charged the stand-in.</summary>
    public required int FundingMissing { get; init; }

    /// <summary>Whether the equity fell to 0 or below; nothing was traded after that.</summary>
    public required bool Bankrupt { get; init; }

    /// <summary>Equity after the last bar.</summary>
    public double FinalEquity => InitialCapital + Ledger.Sum;

    /// <summary>Share of the funding payments without a known rate; 0 when there were none.</summary>
    public double FundingMissingShare => FundingEvents == 0 ? 0 : (double)FundingMissing / FundingEvents;
}

namespace Huracan.Engine.Backtest;

/// <summary>What a ledger entry is for.</summary>
public enum LedgerKind
{
    /// <summary>Side × quantity × (exit price − entry price), booked at the exit.</summary>
    Price,

    /// <summary>Exchange fee of a leg.</summary>
    Fee,

    /// <summary>Half the spread of an aggressive leg.</summary>
    Spread,

    /// <summary>Slippage of an aggressive leg.</summary>
    Slippage,

    /// <summary>Market impact of an aggressive leg.</summary>
    Impact,

    /// <summary>Funding at a known rate.</summary>
    Funding,

    /// <summary>The stand-in charged where the funding rate is not known.</summary>
    MissingFunding,
}

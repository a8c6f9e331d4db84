namespace Huracan.Contracts.TrackRecord;

/// <summary>
/// What a unit's outcomes of some days come to. Forecasts and trades are counted apart: a rate of one says nothing of the other.
/// </summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe.</param>
/// <param name="Outcomes">Decisions whose outcome is known.</param>
/// <param name="Accuracy">Share of the forecasts that came true, 0 to 1; null where no class is known.</param>
/// <param name="Trades">Trades on paper.</param>
/// <param name="WinRate">Share of them with a profit after all costs, 0 to 1; null without any.</param>
/// <param name="MeanNetBps">Their mean net profit over the notional, basis points; null without any.</param>
/// <param name="GatedTrades">Trades that the gate let real money follow.</param>
/// <param name="GatedMeanNetBps">The mean net profit of those, basis points; null without any.</param>
/// <param name="Latest">Close of the newest decision among them, milliseconds since the Unix epoch, UTC.</param>
public sealed record UnitRecordRow(
    string Coin, Timeframe Timeframe, int Outcomes, double? Accuracy, int Trades, double? WinRate, double? MeanNetBps, int GatedTrades,
    double? GatedMeanNetBps, long Latest);

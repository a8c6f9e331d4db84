using Huracan.Contracts.Trading;

namespace Huracan.Engine.Pipeline.Live;

/// <summary>What became of a forecast.</summary>
/// <param name="Class">The class that came true, -1, 0 or 1; null where the bar has no label because candles are missing.</param>
/// <param name="Return">Log return of the label, before costs; null likewise.</param>
/// <param name="Trade">The trade; null where none was asked for, or its entry's candle is missing.</param>
public sealed record ForecastOutcome(int? Class, double? Return, Trade? Trade);

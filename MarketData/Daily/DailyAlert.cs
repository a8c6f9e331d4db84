namespace Huracan.MarketData.Daily;

/// <summary>Something that somebody should look at: what a webhook gets.</summary>
/// <param name="Alert">Which: <c>no_data</c>, <c>no_champion</c>, <c>unit_failing</c> or <c>task_failed</c>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Text">What it is, in words.</param>
/// <param name="Coin">The unit's symbol; null where it is about no unit.</param>
/// <param name="Timeframe">The unit's timeframe; null where it is about no unit.</param>
public sealed record DailyAlert(string Alert, DateTimeOffset At, string Text, string? Coin = null, string? Timeframe = null)
{
    /// <summary>No candle has come for too long.</summary>
    public const string NoData = "no_data";

    /// <summary>No model may be traded at full size.</summary>
    public const string NoChampion = "no_champion";

    /// <summary>A unit failed in several runs one after the other.</summary>
    public const string UnitFailing = "unit_failing";

    /// <summary>A task of the daily cycle failed.</summary>
    public const string TaskFailed = "task_failed";
}

using Huracan.Contracts;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Daily;

/// <summary>Something that somebody should look at: what a webhook gets.</summary>
/// <param name="Alert">Which: <c>no_data</c>, <c>no_champion</c>, <c>unit_failing</c> or <c>task_failed</c>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Text">What it is, in words.</param>
/// <param name="Coin">The unit's symbol; null where it is about no unit.</param>
/// <param name="Timeframe">The unit's timeframe; null where it is about no unit.</param>
public sealed record DailyAlert(string Alert, DateTimeOffset At, string Text, string? Coin = null, string? Timeframe = null)
{
    /// <summary>Of a store whose newest candle is too old.</summary>
    /// <param name="store">The store.</param>
    /// <param name="hours">Hours since its close that are too many.</param>
    /// <param name="now">The present by the exchange's clock.</param>
    /// <param name="at">The present.</param>
    /// <returns>Null where it is not.</returns>
    public static DailyAlert? OfData(CandleStore store, double hours, DateTimeOffset now, DateTimeOffset at) =>
        store.Newest() is var newest && now - newest > TimeSpan.FromHours(hours)
            ? new DailyAlert(NoData, at, $"The newest candle of {store.Folder} closed at {newest:u}.")
            : null;

    /// <summary>Of a unit that failed in so many runs, one after the other.</summary>
    public static DailyAlert OfUnit(UnitId unit, int runs, string reason, DateTimeOffset at) => new(
        UnitFailing, at, $"{unit} has failed in {runs} runs one after the other: {reason}", unit.Coin, unit.Timeframe.ToString());

    /// <summary>Of champions of which none may be traded.</summary>
    /// <param name="usable">How many are whole and not too old.</param>
    /// <param name="all">How many there are.</param>
    /// <param name="at">The present.</param>
    /// <returns>Null where some may.</returns>
    public static DailyAlert? OfChampions(int usable, int all, DateTimeOffset at) => usable > 0
        ? null
        : new DailyAlert(
            NoChampion, at, all == 0 ? "There is no champion yet." : $"No champion is left: all {all} have expired or are refused.");

    /// <summary>Of a task that failed.</summary>
    public static DailyAlert OfTask(string task, string summary, DateTimeOffset at) => new(TaskFailed, at, $"'{task}' failed: {summary}");

    /// <summary>No candle has come for too long.</summary>
    public const string NoData = "no_data";

    /// <summary>There is no champion, or all are too old.</summary>
    public const string NoChampion = "no_champion";

    /// <summary>A unit failed in several runs one after the other.</summary>
    public const string UnitFailing = "unit_failing";

    /// <summary>A task of the daily cycle failed.</summary>
    public const string TaskFailed = "task_failed";
}

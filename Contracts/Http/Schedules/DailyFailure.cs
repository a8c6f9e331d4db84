namespace Huracan.Contracts.Http.Schedules;

/// <summary>What failed on a day.</summary>
/// <param name="Task">The task of the daily cycle.</param>
/// <param name="Coin">The unit's symbol; null where the task failed as a whole.</param>
/// <param name="Timeframe">The unit's timeframe; likewise.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record DailyFailure(string Task, string? Coin, Timeframe? Timeframe, string Reason);

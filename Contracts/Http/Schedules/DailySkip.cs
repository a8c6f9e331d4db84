namespace Huracan.Contracts.Http.Schedules;

/// <summary>What was not worked on, on a day.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">The unit's timeframe; null where the universe left the whole coin out.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record DailySkip(string Coin, Timeframe? Timeframe, string Reason);

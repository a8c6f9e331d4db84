namespace Huracan.Contracts.Http.Runs;

/// <summary>A unit's checked candles as columns, for charts.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Timeframe">Timeframe of the unit.</param>
/// <param name="BarsPerCandle">Candles of the timeframe that each entry sums up; 1 where they are as they were.</param>
/// <param name="OpenTime">Milliseconds since the Unix epoch, UTC.</param>
/// <param name="Open">First prices.</param>
/// <param name="High">Highest prices.</param>
/// <param name="Low">Lowest prices.</param>
/// <param name="Close">Last prices.</param>
/// <param name="Volume">Volumes in the base currency.</param>
/// <param name="Next">Give it back as <c>after</c> for the next page; null at the end, and where the whole history was summed up.</param>
public sealed record CandlesView(
    string Coin, Timeframe Timeframe, int BarsPerCandle, IReadOnlyList<long> OpenTime, IReadOnlyList<double> Open,
    IReadOnlyList<double> High, IReadOnlyList<double> Low,
    IReadOnlyList<double> Close, IReadOnlyList<double> Volume, long? Next);

using Huracan.Contracts.Http.Schedules;

namespace Huracan.MarketData.Daily;

/// <summary>What the task <c>factory</c> reports.</summary>
/// <param name="Runs">The factory's runs, one a timeframe; none where nothing was to be trained.</param>
/// <param name="Choices">Each unit of the universe, and why it was trained or not.</param>
/// <param name="Units">What came of those that were trained.</param>
public sealed record FactoryTaskReport(
    IReadOnlyList<string> Runs, IReadOnlyList<TrainingChoice> Choices, IReadOnlyList<DailyUnit> Units);

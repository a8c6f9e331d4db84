namespace Huracan.Contracts.Http.Schedules;

/// <summary>Counts of a day. Processed, left out and idle coins make up all coins; the outcomes make up all units.</summary>
/// <param name="Coins">Coins that the universe judged, or that were worked on.</param>
/// <param name="Processed">Those of which a model was trained or compared.</param>
/// <param name="LeftOut">Others that the universe left out.</param>
/// <param name="Idle">The rest: nothing of them was to be trained or compared, or all of it was skipped or failed.</param>
/// <param name="Units">Units; one counts as often as the factory came to something about it.</param>
/// <param name="Outcomes">How many of them ended how: as of <see cref="DailyUnit.Outcome"/>, or <c>fresh</c>, its model is not old.</param>
public sealed record DailyCounts(
    int Coins, int Processed, int LeftOut, int Idle, int Units, IReadOnlyDictionary<string, int> Outcomes);

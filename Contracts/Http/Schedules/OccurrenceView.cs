using System.Text.Json;

namespace Huracan.Contracts.Http.Schedules;

/// <summary>How an occurrence of a scheduled task ended.</summary>
/// <param name="Task">Name of the task.</param>
/// <param name="Occurrence">When it was due, UTC; of one that was started by hand, when that was.</param>
/// <param name="State">How it ended.</param>
/// <param name="Started">When its last attempt began, UTC; null where it was refused.</param>
/// <param name="Ended">When it ended, UTC; of one that was given up, when it was last heard of.</param>
/// <param name="Attempt">Number of its last attempt, from 1; 0 where it was refused.</param>
/// <param name="Missed">
/// Earlier occurrences that nobody took and that were passed over for this one. Of a refused one: earlier ones that were refused with it
/// and have no entry of their own, because they were too many.
/// </param>
/// <param name="Summary">What came of it, or why it was refused or given up, in one line.</param>
/// <param name="Report">What the task reports; null where it reports nothing.</param>
public sealed record OccurrenceView(
    string Task, DateTimeOffset Occurrence, OccurrenceState State, DateTimeOffset? Started, DateTimeOffset Ended, int Attempt, int Missed,
    string Summary, JsonElement? Report);

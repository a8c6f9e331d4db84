using Huracan.Contracts.Champions;

namespace Huracan.Contracts.Http.Champions;

/// <summary>A model that waits for more evidence.</summary>
/// <param name="Version">Its version: the run that made it.</param>
/// <param name="Family">Model family.</param>
/// <param name="Score">Quality score, 0 to 100.</param>
/// <param name="Since">Since when it waits, UTC.</param>
/// <param name="LookedBy">The run that looked at it last.</param>
/// <param name="Report">What that look said, with all numbers.</param>
public sealed record ChallengerView(
    string Version, string Family, double Score, DateTimeOffset Since, string LookedBy, PromotionReport Report);

namespace Huracan.Bench.Regimes;

/// <summary>Whether a model that has no edge may trade in any regime.</summary>
/// <param name="First">At the first look.</param>
/// <param name="Ever">At some look, the first or one of the year's.</param>
/// <param name="Share">Share of the year's days.</param>
/// <param name="Last">At the end of the year.</param>
internal readonly record struct WatchedYear(bool First, bool Ever, double Share, bool Last);

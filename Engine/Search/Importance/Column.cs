namespace Huracan.Engine.Search.Importance;

/// <summary>A column that trees split.</summary>
/// <param name="Low">Lower bound of its values.</param>
/// <param name="High">Upper bound, above the lower.</param>
/// <param name="Values">One per trial.</param>
internal sealed record Column(double Low, double High, double[] Values);

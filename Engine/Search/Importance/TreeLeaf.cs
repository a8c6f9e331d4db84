namespace Huracan.Engine.Search.Importance;

/// <summary>A box of a tree's partition.</summary>
/// <param name="Value">Mean of the values in it.</param>
/// <param name="Low">Lower bound by column.</param>
/// <param name="High">Upper bound by column.</param>
internal sealed record TreeLeaf(double Value, double[] Low, double[] High);

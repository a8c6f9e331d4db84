namespace Huracan.Engine.Tables;

/// <summary>A named column.</summary>
/// <param name="Name">Name, not empty.</param>
/// <param name="Values">Array of double, float, long, int, bool, sbyte or string (whose entries may be null).</param>
public sealed record TableColumn(string Name, Array Values);

namespace Huracan.Engine.Datasets;

/// <summary>Which windows of rows a model may read.</summary>
/// <param name="Length">Rows of a window, the last one being the sample's; 1 for models without memory, 60 and more for sequences.</param>
/// <param name="SpansGaps">
/// Whether a window may hold rows between which bars are missing. False leaves out, among others, the first windows of a part that is
/// purged from the one before. Default true.
/// </param>
public sealed record WindowRule(int Length, bool SpansGaps = true);

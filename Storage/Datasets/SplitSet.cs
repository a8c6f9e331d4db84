using Huracan.Contracts.Preflight;
using Huracan.Engine.Datasets;

namespace Huracan.Storage.Datasets;

/// <summary>Ready-made splits as they were read.</summary>
/// <param name="Dataset">Their rows.</param>
/// <param name="Hash">SHA-256 of the three files, 64 lower-case hexadecimal digits.</param>
/// <param name="Findings">What was noticed while reading.</param>
public sealed record SplitSet(TemporalDataset Dataset, string Hash, IReadOnlyList<Finding> Findings);

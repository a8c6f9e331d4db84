namespace Huracan.Engine.Pipeline.Stages;

/// <summary>
/// What a finished stage left: the key it was computed from and the hashes of its outputs. A stage is a pure function
/// of that key, so it is skipped when the key is the same and the outputs still have these hashes.
/// </summary>
/// <param name="Stage">Name of the stage.</param>
/// <param name="Key">Hash over the inputs' hashes, the configuration, the code and the seed.</param>
/// <param name="Outputs">Path and SHA-256 of every output, by path.</param>
public sealed record StageRecord(string Stage, string Key, SortedDictionary<string, string> Outputs);

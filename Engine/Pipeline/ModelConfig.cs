namespace Huracan.Engine.Pipeline;

/// <summary><c>config.json</c> of a saved model.</summary>
/// <param name="Settings">Settings of the family that differ from its defaults.</param>
/// <param name="Files">Names of the model's own files.</param>
public sealed record ModelConfig(IReadOnlyDictionary<string, double> Settings, IReadOnlyList<string> Files);

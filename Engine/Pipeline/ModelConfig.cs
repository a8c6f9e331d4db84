namespace Huracan.Engine.Pipeline;

/// <summary><c>config.json</c> of a saved model: how it is to be made, and from what it was.</summary>
/// <param name="Settings">Settings of the family that differ from its defaults.</param>
/// <param name="Files">Names of the model's own files.</param>
/// <param name="Coins">Symbols whose candles it reads, its own first.</param>
/// <param name="Features">Features in the order of the columns.</param>
/// <param name="Lineage">Hashes of what it was made from: <c>data</c>, <c>features</c>, and the stages that chose its settings.</param>
public sealed record ModelConfig(
    IReadOnlyDictionary<string, double> Settings,
    IReadOnlyList<string> Files,
    IReadOnlyList<string> Coins,
    IReadOnlyList<string> Features,
    IReadOnlyDictionary<string, string> Lineage);

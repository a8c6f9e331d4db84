namespace Huracan.Engine.Pipeline.Candidates;

/// <summary><c>config.json</c> of a saved model: how it is to be made, and from what it was.</summary>
/// <param name="Settings">Settings of the family that differ from its defaults.</param>
/// <param name="Files">Names of the model's own files.</param>
public sealed record ModelConfig(IReadOnlyDictionary<string, double> Settings, IReadOnlyList<string> Files)
{
    /// <summary>Name in <see cref="Lineage"/> of the code of a plug-in's family.</summary>
    public const string Plugin = "plugin";

    /// <summary>Name in <see cref="Lineage"/> of the files that a person brought for the family.</summary>
    public const string Brought = "files";

    /// <summary>Symbols whose candles it reads, its own first.</summary>
    public IReadOnlyList<string> Coins { get; init; } = [];

    /// <summary>Features in the order of the columns.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>
    /// Whether a calibration belongs to it. False in models saved before there was one: their forecasts are not corrected.
    /// </summary>
    public bool IsCalibrated { get; init; }

    /// <summary>Whether a description of its training data belongs to it. False in models saved before there was one: their drift is not
    /// judged.</summary>
    public bool HasReference { get; init; }

    /// <summary>
    /// Hashes of what it was made from: <c>data</c>, <c>features</c>, the stages that chose its settings, <c>files</c> that were brought,
    /// and <c>plugin</c>, the module id of a plug-in's assembly.
    /// </summary>
    public IReadOnlyDictionary<string, string> Lineage { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}

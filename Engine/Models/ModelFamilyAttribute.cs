namespace Huracan.Engine.Models;

/// <summary>Names the model family a class implements.</summary>
/// <param name="name">Name in commands, tables and folders, lower case with dashes, such as <c>cnn-lstm</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelFamilyAttribute(string name) : Attribute
{
    /// <summary>Name of the family.</summary>
    public string Name { get; } = name;

    /// <summary>Name of the feature set of <c>features.yaml</c> the family reads, such as <c>sequence</c> or <c>wide</c>.</summary>
    public required string FeatureSet { get; init; }

    /// <summary>
    /// Largest absolute value of a scaled feature, above 0. Default 5, so that an extreme candle cannot dominate a network. Trees only ask
    /// on which side of a value a feature lies, and clipping would hide the difference between unusual and extreme bars.
    /// </summary>
    public double FeatureClip { get; init; } = 5;

    /// <summary>True for a baseline that every report shows beside the real models and that never becomes a unit's family.</summary>
    public bool IsBaseline { get; init; }
}

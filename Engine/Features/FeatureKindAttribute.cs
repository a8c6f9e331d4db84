namespace Huracan.Engine.Features;

/// <summary>Names the feature kind a class implements.</summary>
/// <param name="name">Name in <c>features.yaml</c>, lower case with underscores, such as <c>log_return</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FeatureKindAttribute(string name) : Attribute
{
    /// <summary>Name of the kind.</summary>
    public string Name { get; } = name;

    /// <summary>Increase it when the same parameters give other numbers than before; part of every recipe's hash. Default 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>True when the kind compares the unit with BTC and so has no value where BTC's candles are missing.</summary>
    public bool NeedsBtc { get; init; }
}

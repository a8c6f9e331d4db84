using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Search.Studies;

/// <summary>A parameter of a trial.</summary>
/// <param name="Distribution">What it was drawn from.</param>
/// <param name="Value">Its value in the internal form.</param>
public readonly record struct TrialParameter(Distribution Distribution, double Value)
{
    /// <summary>Its value as a model takes it.</summary>
    public object? External => Distribution.External(Value);
}

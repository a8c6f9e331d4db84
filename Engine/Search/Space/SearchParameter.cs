namespace Huracan.Engine.Search.Space;

/// <summary>A parameter of a search space.</summary>
/// <param name="Name">Name of the setting it gives.</param>
/// <param name="Distribution">The values it may take.</param>
public sealed record SearchParameter(string Name, Distribution Distribution)
{
    /// <summary>Parameter this one depends on, which comes before it; null for one that is always there.</summary>
    public string? Parent { get; init; }

    /// <summary>Whether it is there at an external value of its parent.</summary>
    public Func<object?, bool> When { get; init; } = _ => true;
}

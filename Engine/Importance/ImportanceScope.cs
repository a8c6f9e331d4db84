namespace Huracan.Engine.Importance;

/// <summary>Which candidates' features are looked at.</summary>
public enum ImportanceScope
{
    /// <summary>None.</summary>
    None,

    /// <summary>The candidate of a unit that validation chose.</summary>
    Chosen,

    /// <summary>Every candidate.</summary>
    All,
}

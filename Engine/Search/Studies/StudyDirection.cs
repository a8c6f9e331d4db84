namespace Huracan.Engine.Search.Studies;

/// <summary>Which values are better.</summary>
public enum StudyDirection
{
    /// <summary>Smaller ones.</summary>
    Minimize,

    /// <summary>Greater ones.</summary>
    Maximize,
}

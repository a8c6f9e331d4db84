namespace Huracan.Engine.Pipeline.Settings;

/// <summary>When searched settings replace the family's own.</summary>
public enum ChoiceRule
{
    /// <summary>Where they are ahead by more than the luck of so many trials.</summary>
    Deflated,

    /// <summary>Where they are ahead, lucky or not.</summary>
    Highest,
}

namespace Huracan.Engine.Labels;

/// <summary>What a training sample counts.</summary>
public enum SampleWeighting
{
    /// <summary>All the same.</summary>
    None,

    /// <summary>The less the more labels rest on the same bars (F22).</summary>
    Uniqueness,
}

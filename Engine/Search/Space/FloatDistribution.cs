namespace Huracan.Engine.Search.Space;

/// <summary>Real numbers.</summary>
/// <param name="Low">Least value.</param>
/// <param name="High">Greatest value.</param>
/// <param name="Log">Whether equal ratios are equally likely.</param>
/// <param name="Step">Distance of neighbouring values; null for a continuum. Excludes <paramref name="Log"/>.</param>
public sealed record FloatDistribution(double Low, double High, bool Log = false, double? Step = null)
    : NumericDistribution(Low, High, Log, Step)
{
    /// <inheritdoc/>
    public override object External(double value) => value;

    /// <inheritdoc/>
    public override void Validate(string name)
    {
        base.Validate(name);
        if (Log && Step is not null)
            throw Refuse(name, "a log scale has no step");
    }
}

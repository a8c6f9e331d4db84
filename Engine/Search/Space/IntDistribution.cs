namespace Huracan.Engine.Search.Space;

/// <summary>Whole numbers.</summary>
public sealed record IntDistribution : NumericDistribution
{
    /// <summary>Takes the bounds.</summary>
    /// <param name="low">Least value.</param>
    /// <param name="high">Greatest value.</param>
    /// <param name="log">Whether equal ratios are equally likely; then <paramref name="step"/> is 1.</param>
    /// <param name="step">Distance of neighbouring values.</param>
    public IntDistribution(long low, long high, bool log = false, long step = 1)
        : base(low, high, log, step)
    {
    }

    /// <inheritdoc/>
    public override object External(double value) => (long)value;

    /// <inheritdoc/>
    public override void Validate(string name)
    {
        base.Validate(name);
        if (Log && Grid != 1)
            throw Refuse(name, "a log scale has steps of 1");
    }
}

namespace Huracan.Engine.Splits;

/// <summary>Consecutive bars <c>[Start, End)</c>: includes the start, excludes the end.</summary>
/// <param name="Start">First bar.</param>
/// <param name="End">Bar after the last; not less than <paramref name="Start"/>.</param>
public readonly record struct BarRange(int Start, int End)
{
    /// <summary>Number of bars.</summary>
    public int Length => End - Start;

    /// <summary>Whether the range holds <paramref name="bar"/>.</summary>
    public bool Contains(int bar) => bar >= Start && bar < End;
}

using System.Numerics;

namespace Huracan.Engine;

/// <summary>
/// xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64: the same numbers on every machine and version.
/// A named <see cref="Fork"/> gives an independent stream, so that one consumer's draws never shift another's.
/// </summary>
public sealed class SeededRandom
{
    /// <summary>What a state of SplitMix64 grows by from one place of its stream to the next.</summary>
    internal const ulong SplitMixStep = 0x9E3779B97F4A7C15UL;

    private readonly ulong seed;
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;
    private double spare = double.NaN;

    /// <summary>Starts the stream of <paramref name="seed"/>.</summary>
    public SeededRandom(ulong seed)
    {
        this.seed = seed;
        s0 = SplitMix(ref seed);
        s1 = SplitMix(ref seed);
        s2 = SplitMix(ref seed);
        s3 = SplitMix(ref seed);
    }

    /// <summary>The stream that belongs to this seed and <paramref name="name"/>; does not depend on what was drawn so far.</summary>
    public SeededRandom Fork(string name) => new(Derive(seed, name));

    /// <summary>A seed made of another and a name (FNV-1a over UTF-16, then mixed).</summary>
    public static ulong Derive(ulong seed, string name)
    {
        var hash = 14695981039346656037UL ^ seed;
        foreach (var c in name)
            hash = (hash ^ c) * 1099511628211UL;
        return SplitMix(ref hash);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform in <c>[0, 1)</c>, 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform whole number in <c>[0, bound)</c>; <paramref name="bound"/> is 1 or more.</summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return (int)Math.BigMul(NextUInt64(), (ulong)bound, out _);
    }

    /// <summary>Standard normal (polar method of Marsaglia).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(spare))
        {
            var kept = spare;
            spare = double.NaN;
            return kept;
        }
        double u, v, s;
        do
        {
            u = 2 * NextDouble() - 1;
            v = 2 * NextDouble() - 1;
            s = u * u + v * v;
        }
        while (s is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(s) / s);
        spare = v * scale;
        return u * scale;
    }

    /// <summary>Shuffles in place (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>Moves a state of SplitMix64 on by one place, <see cref="SplitMixStep"/>, and gives the 64 bits that stand there.</summary>
    internal static ulong SplitMix(ref ulong state)
    {
        var z = state += SplitMixStep;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// A vector of float32 lanes, as the processor has it. What the kernels are written in: every operation works lane by lane and rounds
/// once, so that they give the same bytes whatever the number of lanes.
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>Lanes: 4, 8 or 16.</summary>
    static abstract int Count { get; }

    /// <summary>Most vectors of a row: four rows of sums, one of weights and a factor fit the registers.</summary>
    static abstract int RowVectors { get; }

    static abstract TSelf Load(float* source);

    static abstract TSelf Create(float value);

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    static abstract TSelf operator *(TSelf x, TSelf y);

    static abstract TSelf operator /(TSelf x, TSelf y);

    /// <summary>x · y + sum, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf sum);

    /// <summary>The larger; <paramref name="y"/> where either is NaN.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>The smaller; <paramref name="y"/> where either is NaN.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary>To the nearest whole number, halves to even.</summary>
    static abstract TSelf Round(TSelf x);

    /// <summary>x · 2^power, for whole powers from −126 to 127 and results that are normal numbers.</summary>
    static abstract TSelf Scale(TSelf x, TSelf power);

    /// <summary><paramref name="x"/> where <paramref name="sign"/> is above 0 or NaN, else 0.</summary>
    static abstract TSelf WherePositive(TSelf sign, TSelf x);

    void Store(float* target);
}

namespace Huracan.Engine.Models.Values;

/// <summary>What a value head learns from in a batch.</summary>
/// <param name="outcomes">Returns, in the scale of <see cref="ReturnScale"/>.</param>
/// <param name="weights">What each counts, above 0; empty counts all the same.</param>
internal readonly ref struct ValueTargets(ReadOnlySpan<float> outcomes, ReadOnlySpan<float> weights)
{
    private readonly ReadOnlySpan<float> weights = weights;

    /// <summary>Returns.</summary>
    public ReadOnlySpan<float> Outcomes { get; } = outcomes;

    /// <summary>What one counts.</summary>
    public double WeightOf(int row) => weights.IsEmpty ? 1 : weights[row];

    /// <summary>What all count together.</summary>
    public double TotalWeight()
    {
        var sum = 0.0;
        for (var row = 0; row < Outcomes.Length; row++)
            sum += WeightOf(row);
        return sum;
    }
}

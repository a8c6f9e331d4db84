namespace Huracan.Engine.Quality.Metrics;

/// <summary>
/// A series of returns cut into equal blocks of time, each reduced to what a Sharpe ratio needs: sums of blocks give the ratio of any
/// choice of them. What is left over by equal blocks is left out at the beginning.
/// </summary>
/// <param name="Length">Returns in a block, two or more.</param>
/// <param name="Sums">Sum of each block's returns.</param>
/// <param name="Squares">Sum of each block's squared returns.</param>
public sealed record ReturnBlocks(int Length, IReadOnlyList<double> Sums, IReadOnlyList<double> Squares)
{
    /// <summary>Blocks of time, an even number: 12,870 ways of choosing half of them.</summary>
    public const int Count = 16;

    /// <summary>Cuts a series.</summary>
    /// <param name="returns">Returns per bar, 32 or more.</param>
    /// <exception cref="ArgumentException">There are fewer.</exception>
    public static ReturnBlocks Of(ReadOnlySpan<double> returns)
    {
        var length = returns.Length / Count;
        if (length < 2)
            throw new ArgumentException($"There are {returns.Length} returns; {Count} blocks need {2 * Count}.", nameof(returns));
        var (sums, squares) = (new double[Count], new double[Count]);
        var row = returns[^(length * Count)..];
        for (var i = 0; i < row.Length; i++)
        {
            sums[i / length] += row[i];
            squares[i / length] += row[i] * row[i];
        }
        return new ReturnBlocks(length, sums, squares);
    }

    /// <summary>The Sharpe ratio per bar over some blocks; 0 for a series that never moves, such as one without trades.</summary>
    /// <param name="blocks">A bit per block.</param>
    public double Sharpe(uint blocks)
    {
        var (sum, square, count) = (0.0, 0.0, 0);
        for (var block = 0; block < Count; block++)
        {
            if ((blocks >> block & 1) == 0)
                continue;
            sum += Sums[block];
            square += Squares[block];
            count += Length;
        }
        var variance = (square - sum * sum / count) / (count - 1);
        return variance > 1e-14 * square ? sum / count / Math.Sqrt(variance) : 0;
    }
}

namespace Huracan.Engine.Quality.Drift;

/// <summary>
/// The population stability index, PSI = Σ(p_i − q_i)·ln(p_i/q_i) over cells: 0 for equal shares, and greater the more a sample differs
/// from the reference. It is the sum of the two Kullback-Leibler divergences, natural logarithms, without a unit.
/// </summary>
/// <remarks>
/// The cells are the reference's tenths, see <see cref="QuantileCells"/>. A cell empty on both sides does not count. To each count of the
/// others ½ is added, as Jeffreys' prior does (Krichevsky and Trofimov, 1981), so that a cell empty on one side is finite. Hence samples
/// of different length are not compared by the index alone: the shorter has the greater one by chance. Source: formulas F13.
/// </remarks>
public static class PopulationStability
{
    private const double Prior = 0.5;

    /// <summary>PSI of one feature.</summary>
    /// <param name="reference">Values the cells are made of, in any order; one or more, finite.</param>
    /// <param name="recent">Values compared with them, in any order; one or more, finite.</param>
    /// <returns>0 or more; the same after any strictly increasing map of both samples.</returns>
    /// <exception cref="ArgumentException">A sample is empty, or a value is not finite.</exception>
    public static double Index(ReadOnlySpan<double> reference, ReadOnlySpan<double> recent)
    {
        RequireFinite(reference, nameof(reference));
        RequireFinite(recent, nameof(recent));
        var sorted = reference.ToArray();
        Array.Sort(sorted);
        var cells = new QuantileCells(sorted);
        Span<int> expected = stackalloc int[QuantileCells.Most];
        Span<int> actual = stackalloc int[QuantileCells.Most];
        expected.Clear();
        actual.Clear();
        cells.Count(reference, expected);
        cells.Count(recent, actual);
        return OfCounts(expected, actual);
    }

    /// <summary>PSI of two samples that are counted in the same cells; the two may be swapped.</summary>
    /// <param name="expected">Count of the reference in each cell; 0 or more, not all 0.</param>
    /// <param name="actual">Count of the other sample in each, as many; 0 or more, not all 0.</param>
    /// <exception cref="ArgumentException">The two differ in length, or one counts nothing.</exception>
    public static double OfCounts(ReadOnlySpan<int> expected, ReadOnlySpan<int> actual)
    {
        if (expected.Length != actual.Length)
            throw new ArgumentException($"{expected.Length} cells were compared with {actual.Length}; they must be the same cells.");
        int expectedSum = 0, actualSum = 0, used = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            expectedSum += expected[i];
            actualSum += actual[i];
            used += (expected[i] | actual[i]) == 0 ? 0 : 1;
        }
        if (expectedSum == 0 || actualSum == 0)
            throw new ArgumentException($"Samples of {expectedSum} and {actualSum} values were compared; each must have one or more.");
        var (p, q) = (expectedSum + Prior * used, actualSum + Prior * used);
        double index = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            if ((expected[i] | actual[i]) == 0)
                continue;
            var (x, y) = ((expected[i] + Prior) / p, (actual[i] + Prior) / q);
            index += (x - y) * Math.Log(x / y);
        }
        return index;
    }

    private static void RequireFinite(ReadOnlySpan<double> sample, string name)
    {
        if (sample.IsEmpty)
            throw new ArgumentException("The sample is empty; it must have one value or more.", name);
        foreach (var value in sample)
        {
            if (!double.IsFinite(value))
                throw new ArgumentException($"The sample holds {value}; every value must be finite.", name);
        }
    }
}

namespace Huracan.Engine.Quality.Drift;

/// <summary>
/// Mean and covariance of rows, the covariance shrunk towards a multiple of the identity so that it can be inverted however few rows there
/// are, and the Mahalanobis distance by it.
/// </summary>
/// <remarks>
/// Σ = (1 − w)·S + w·μ·I with S the sample covariance (divided by n), μ = tr S / p, w = min(b̄², d²)/d², d² = ‖S − μI‖²/p and
/// b̄² = Σ‖x·xᵀ − S‖²/(n²·p) over the centred rows x. Source: Ledoit and Wolf, J. Multivariate Analysis 88(2), 2004. The distance is
/// √((x − m)ᵀ·Σ⁻¹·(x − m)/p), hence about 1 for rows like those of the sample; source: Mahalanobis, 1936. Formulas F13.
/// </remarks>
/// <param name="Means">Mean of each column, m.</param>
/// <param name="Factor">Lower triangle of L⁻¹ with L·Lᵀ = Σ, row after row.</param>
public sealed record ShrunkCovariance(IReadOnlyList<double> Means, IReadOnlyList<float> Factor)
{
    // A column that never changes, among columns that are copies: what rounding leaves of its variance is none.
    private const double LeastShrinkage = 1e-3;

    private readonly double[] means = [.. Means];
    private readonly double[] factor = [.. Factor.Select(value => (double)value)];

    /// <summary>Number of columns, p.</summary>
    public int Columns => means.Length;

    /// <summary>Fits on rows.</summary>
    /// <param name="rows">Two or more, of one length, finite.</param>
    /// <exception cref="ArgumentException">There are fewer than two rows.</exception>
    public static ShrunkCovariance Of(IReadOnlyList<double[]> rows)
    {
        if (rows.Count < 2)
            throw new ArgumentException($"A covariance needs two rows or more; there are {rows.Count}.", nameof(rows));
        var p = rows[0].Length;
        var means = new double[p];
        foreach (var row in rows)
        {
            for (var i = 0; i < p; i++)
                means[i] += row[i] / rows.Count;
        }
        return new ShrunkCovariance(means, InverseOfCholesky(Covariance(rows, means), p));
    }

    /// <summary>Distance of a row, 0 or more.</summary>
    /// <param name="row">A number for each column.</param>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    public double Distance(ReadOnlySpan<double> row)
    {
        Span<double> centred = stackalloc double[means.Length];
        Centre(row, centred);
        double sum = 0;
        for (int i = 0, start = 0; i < centred.Length; start += ++i)
        {
            var part = FixedOrder.Dot(factor.AsSpan(start, i + 1), centred[..(i + 1)]);
            sum += part * part;
        }
        return Math.Sqrt(sum / centred.Length);
    }

    /// <summary>The column that makes most of a row's squared distance.</summary>
    public int MostOf(ReadOnlySpan<double> row)
    {
        var centred = new double[means.Length];
        Centre(row, centred);
        var shares = new double[centred.Length];
        for (int i = 0, start = 0; i < centred.Length; start += ++i)
        {
            var part = FixedOrder.Dot(factor.AsSpan(start, i + 1), centred.AsSpan(0, i + 1));
            for (var j = 0; j <= i; j++)
                shares[j] += part * factor[start + j] * centred[j];
        }
        return Array.IndexOf(shares, shares.Max());
    }

    private void Centre(ReadOnlySpan<double> row, Span<double> centred)
    {
        if (row.Length != means.Length)
            throw new ArgumentException($"The row has {row.Length} columns; the covariance is one of {means.Length}.", nameof(row));
        for (var i = 0; i < centred.Length; i++)
            centred[i] = row[i] - means[i];
    }

    private static double[] Covariance(IReadOnlyList<double[]> rows, double[] means)
    {
        var (n, p) = (rows.Count, means.Length);
        var covariance = new double[p * p];
        var x = new double[p];
        double fourth = 0;
        foreach (var row in rows)
        {
            double square = 0;
            for (var i = 0; i < p; i++)
            {
                x[i] = row[i] - means[i];
                square += x[i] * x[i];
            }
            fourth += square * square;
            for (var i = 0; i < p; i++)
            {
                var line = covariance.AsSpan(i * p, i + 1);
                var xi = x[i] / n;
                for (var j = 0; j < line.Length; j++)
                    line[j] += xi * x[j];
            }
        }
        double trace = 0, norm = 0;
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var value = covariance[j * p + i] = covariance[i * p + j];
                norm += value * value * (i == j ? 1 : 2);
            }
            trace += covariance[i * p + i];
        }
        var mean = trace / p;
        var spread = norm / p - mean * mean;
        var error = (fourth / n - norm) / n / p;
        var weight = spread > 0 ? Math.Clamp(error / spread, LeastShrinkage, 1) : 1;
        var target = mean > 0 ? mean : 1; // rows that are all the same
        for (var i = 0; i < covariance.Length; i++)
            covariance[i] *= 1 - weight;
        for (var i = 0; i < p; i++)
            covariance[i * p + i] += weight * target;
        return covariance;
    }

    private static float[] InverseOfCholesky(double[] a, int p)
    {
        for (var j = 0; j < p; j++)
        {
            for (var i = j; i < p; i++)
            {
                var sum = a[i * p + j] - FixedOrder.Dot(a.AsSpan(i * p, j), a.AsSpan(j * p, j));
                a[i * p + j] = i == j ? Math.Sqrt(sum) : sum / a[j * p + j];
            }
        }
        var factor = new float[p * (p + 1) / 2];
        var column = new double[p];
        for (var j = 0; j < p; j++)
        {
            for (var i = j; i < p; i++)
            {
                var sum = i == j ? 1.0 : 0;
                for (var k = j; k < i; k++)
                    sum -= a[i * p + k] * column[k];
                column[i] = sum / a[i * p + i];
                factor[i * (i + 1) / 2 + j] = (float)column[i];
            }
        }
        return factor;
    }
}

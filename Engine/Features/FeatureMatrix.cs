namespace Huracan.Engine.Features;

/// <summary>The features of consecutive bars, column by column.</summary>
/// <param name="Names">Name of each column, in the recipe's order.</param>
/// <param name="Columns">One array for each name, one number for each bar; NaN before the column's own warm-up, finite from there
/// on.</param>
/// <param name="Rows">Number of bars.</param>
/// <param name="WarmUp">First bar at which every column has a value; may lie past the end of a short history.</param>
/// <param name="Hash">Hash of the recipe that made it.</param>
public sealed record FeatureMatrix(IReadOnlyList<string> Names, double[][] Columns, int Rows, int WarmUp, string Hash)
{
    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ReadOnlySpan<double> Column(string name)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            if (Names[i] == name)
                return Columns[i];
        }
        throw new ArgumentException($"The matrix has no column '{name}'; it has: {string.Join(", ", Names)}.", nameof(name));
    }
}

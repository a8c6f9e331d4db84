namespace Huracan.Engine.Pipeline;

/// <summary>
/// Named columns of one length. A column is a <c>double[]</c>, <c>float[]</c>, <c>long[]</c>, <c>int[]</c>,
/// <c>sbyte[]</c>, <c>bool[]</c> or <c>string[]</c>.
/// </summary>
public sealed class ColumnTable
{
    private readonly Dictionary<string, Array> columns = new(StringComparer.Ordinal);
    private readonly List<string> names = [];

    /// <summary>Column names in order.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Number of rows; 0 without columns.</summary>
    public int Rows => names.Count == 0 ? 0 : columns[names[0]].Length;

    /// <summary>A column whatever its type.</summary>
    public Array this[string name] => columns[name];

    /// <summary>Appends a column.</summary>
    /// <exception cref="ArgumentException">Its length differs from the others', or the name is taken.</exception>
    public ColumnTable Add(string name, Array values)
    {
        if (names.Count > 0 && values.Length != Rows)
            throw new ArgumentException($"Column '{name}' has {values.Length} rows, the table has {Rows}.");
        columns.Add(name, values);
        names.Add(name);
        return this;
    }

    /// <summary>A column of a known type.</summary>
    /// <exception cref="Contracts.InputRefusedException">There is none of that name and type; the message lists what there is.</exception>
    public T[] Column<T>(string name) =>
        columns.GetValueOrDefault(name) as T[]
        ?? throw new Contracts.InputRefusedException(
            $"No column '{name}' of {typeof(T).Name}; there are: {string.Join(", ", names.Select(n => $"{n} ({columns[n].GetType().GetElementType()?.Name})"))}.");
}

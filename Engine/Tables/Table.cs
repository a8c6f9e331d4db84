using Huracan.Contracts;

namespace Huracan.Engine.Tables;

/// <summary>Columns of one length, in order.</summary>
public sealed class Table
{
    private static readonly Type[] Allowed = [
        typeof(double), typeof(float), typeof(long), typeof(int), typeof(bool), typeof(sbyte), typeof(string),
    ];
    private readonly TableColumn[] columns;

    /// <summary>Takes ownership of the columns.</summary>
    /// <exception cref="ArgumentException">No column, lengths differ, a name twice (case is ignored) or a type that tables do not
    /// hold.</exception>
    public Table(params ReadOnlySpan<TableColumn> columns)
        : this("table", columns)
    {
    }

    /// <summary>Takes ownership of the columns of a file.</summary>
    /// <param name="origin">Where the table comes from, for messages.</param>
    /// <param name="columns">The columns in order.</param>
    /// <exception cref="ArgumentException">As above.</exception>
    public Table(string origin, ReadOnlySpan<TableColumn> columns)
    {
        Origin = origin;
        this.columns = columns.ToArray();
        if (columns.Length == 0)
            throw new ArgumentException("A table needs a column.", nameof(columns));
        Rows = columns[0].Values.Length;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in columns)
        {
            if (values.Length != Rows)
                throw new ArgumentException($"Column '{name}' has {values.Length} rows, '{columns[0].Name}' has {Rows}.", nameof(columns));
            if (values.Rank != 1 || !Allowed.Contains(values.GetType().GetElementType()))
                throw new ArgumentException(
                    $"Column '{name}' is {values.GetType().Name}; a table holds double, float, long, int, bool, sbyte and string.",
                    nameof(columns));
            if (name.Length == 0 || !names.Add(name))
                throw new ArgumentException($"Column name '{name}' is empty or there twice.", nameof(columns));
        }
    }

    /// <summary>Where the table comes from: its file, for messages.</summary>
    public string Origin { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<TableColumn> Columns => columns;

    /// <summary>The values of a column.</summary>
    /// <exception cref="InputRefusedException">There is no such column, or it has another type; the message names the file and what there
    /// is.</exception>
    public T[] Get<T>(string name)
    {
        foreach (var column in columns)
        {
            if (!column.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            // Exact type: the runtime lets int[] pass for uint[].
            return column.Values.GetType() == typeof(T[])
                ? (T[])column.Values
                : throw new InputRefusedException(
                    // an array has an element type
                    $"{Origin}: column '{name}' holds {column.Values.GetType().GetElementType()!.Name}, not {typeof(T).Name}.");
        }
        throw new InputRefusedException(
            $"{Origin}: there is no column '{name}'; there are: {string.Join(", ", columns.Select(x => x.Name))}.");
    }
}

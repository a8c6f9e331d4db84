using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Storage.DuckDb;

namespace Huracan.Storage.Parquet;

/// <summary>Gathers one column of a file over its chunks.</summary>
internal sealed class ColumnBuilder
{
    private readonly string path;
    private readonly DuckDbColumn column;
    private readonly System.Collections.IList values;

    public ColumnBuilder(string path, DuckDbColumn column)
    {
        this.path = path;
        this.column = column;
        values = column.Type switch
        {
            DuckDbType.Double => new List<double>(),
            DuckDbType.Float => new List<float>(),
            DuckDbType.BigInt => new List<long>(),
            DuckDbType.Integer => new List<int>(),
            DuckDbType.Boolean => new List<bool>(),
            DuckDbType.TinyInt => new List<sbyte>(),
            DuckDbType.VarChar => new List<string?>(),
            _ => throw new InputRefusedException(
                $"{path}: column '{column.Name}' is of type {column.Type}; read are double, float, bigint, integer, boolean, tinyint and text."),
        };
    }

    public void Add(DuckDbChunk chunk, int index, int rowsBefore)
    {
        if (column.Type is not (DuckDbType.Double or DuckDbType.Float or DuckDbType.VarChar) && chunk.FirstNull(index) is >= 0 and var row)
            throw new InputRefusedException($"{path}, row {rowsBefore + row + 1}: column '{column.Name}' is empty, which a {column.Type} cannot be.");
        switch (values)
        {
            case List<double> list:
                var doubles = new double[chunk.Count];
                chunk.CopyDoubles(index, doubles);
                list.AddRange(doubles.AsSpan());
                break;
            case List<float> list:
                var widened = new double[chunk.Count];
                chunk.CopyDoubles(index, widened);
                foreach (var value in widened)
                    list.Add((float)value);
                break;
            case List<long> list:
                list.AddRange(chunk.Values<long>(index));
                break;
            case List<int> list:
                list.AddRange(chunk.Values<int>(index));
                break;
            case List<bool> list:
                list.AddRange(chunk.Values<bool>(index));
                break;
            case List<sbyte> list:
                list.AddRange(chunk.Values<sbyte>(index));
                break;
            case List<string?> list:
                for (var i = 0; i < chunk.Count; i++)
                    list.Add(chunk.Text(index, i));
                break;
        }
    }

    public Array ToArray() => values switch
    {
        List<double> list => list.ToArray(),
        List<float> list => list.ToArray(),
        List<long> list => list.ToArray(),
        List<int> list => list.ToArray(),
        List<bool> list => list.ToArray(),
        List<sbyte> list => list.ToArray(),
        _ => ((List<string?>)values).ToArray(),
    };
}

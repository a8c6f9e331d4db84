using System.Globalization;
using System.Text;

namespace Huracan.Api.Units;

/// <summary>A table that the backtest wrote as CSV: plain cells, none of them quoted.</summary>
internal sealed class CsvColumns
{
    private readonly string[] names;
    private readonly string[][] cells;

    public CsvColumns(byte[] content)
    {
        var lines = Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        names = lines.Length > 0 ? lines[0].Split(',') : [];
        cells = [.. lines.Skip(1).Select(line => line.Split(','))];
    }

    public int Rows => cells.Length;

    public string[] Texts(string name)
    {
        var column = Array.IndexOf(names, name);
        if (column < 0)
            throw new InvalidDataException($"There is no column '{name}'; there are: {string.Join(", ", names)}.");
        return Array.ConvertAll(cells, row => row[column]);
    }

    /// <summary>An empty cell is NaN.</summary>
    public double[] Numbers(string name) =>
        Array.ConvertAll(Texts(name), text => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture));

    /// <summary>Milliseconds since the Unix epoch, UTC.</summary>
    public long[] Times(string name) =>
        Array.ConvertAll(Texts(name), text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());
}

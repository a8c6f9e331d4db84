using System.Buffers;
using System.Globalization;
using System.Text;
using Huracan.Engine.Tables;

namespace Huracan.Storage.Tables;

/// <summary>
/// A table as CSV text: comma, LF, one header line, invariant culture. Numbers are the shortest text that reads back the same;
/// NaN and null are empty cells; text is quoted where it must be.
/// </summary>
public static class CsvTable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>The whole file, UTF-8 without a mark.</summary>
    public static byte[] Format(Table table)
    {
        var columns = table.Columns;
        var output = new ArrayBufferWriter<byte>(64 + table.Rows * columns.Count * 12);
        for (var c = 0; c < columns.Count; c++)
        {
            Text(output, columns[c].Name);
            End(output, c == columns.Count - 1);
        }
        for (var row = 0; row < table.Rows; row++)
        {
            for (var c = 0; c < columns.Count; c++)
            {
                Cell(output, columns[c].Values, row);
                End(output, c == columns.Count - 1);
            }
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Cell(ArrayBufferWriter<byte> output, Array values, int row)
    {
        switch (values)
        {
            case double[] column:
                if (!double.IsNaN(column[row]))
                    Number(output, column[row]);
                break;
            case float[] column:
                if (!float.IsNaN(column[row]))
                    Number(output, column[row]);
                break;
            case long[] column:
                Number(output, column[row]);
                break;
            case int[] column:
                Number(output, column[row]);
                break;
            case sbyte[] column:
                Number(output, column[row]);
                break;
            case bool[] column:
                output.Write(column[row] ? "true"u8 : "false"u8);
                break;
            default:
                Text(output, ((string?[])values)[row] ?? "");
                break;
        }
    }

    private static void Number<T>(ArrayBufferWriter<byte> output, T value)
        where T : IUtf8SpanFormattable
    {
        if (!value.TryFormat(output.GetSpan(32), out var written, default, CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"{value} does not fit 32 characters.");
        output.Advance(written);
    }

    private static void Text(ArrayBufferWriter<byte> output, string text)
    {
        if (text.AsSpan().ContainsAny(Special))
            text = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        Encoding.UTF8.GetBytes(text, output);
    }

    private static void End(ArrayBufferWriter<byte> output, bool last) => output.Write(last ? "\n"u8 : ","u8);
}

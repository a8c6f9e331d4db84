using System.Buffers.Text;
using System.Text;
using Huracan.Contracts;

namespace Huracan.Storage.Candles;

/// <summary>
/// Reads a column of times. The first row fixes how all of them are written: ISO-8601 in UTC, or whole seconds, milliseconds or
/// microseconds since the Unix epoch, told apart by their size (from 1973 on they cannot be confused).
/// </summary>
internal sealed class TimeCells(string file, string column)
{
    private const string Rule =
        "Write UTC times: ISO-8601 with 'Z' or '+00:00', or whole seconds, milliseconds or microseconds since 1970.";
    private Form form;
    private int firstRow;

    private enum Form
    {
        Unknown,
        Iso,
        Seconds,
        Milliseconds,
        Microseconds,
    }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long Read(ReadOnlySpan<byte> cell, int row)
    {
        if (Utf8Parser.TryParse(cell, out long number, out var used) && used == cell.Length)
            return FromNumber(number, row);
        if (cell.IsEmpty)
            throw Refuse("the cell is empty", row);
        if (!UtcTime.TryParse(cell, out var time, out var error))
            throw Refuse($"'{Encoding.UTF8.GetString(cell)}' {error}", row);
        Fix(Form.Iso, row, cell);
        return time;
    }

    /// <summary>A time that came as a number.</summary>
    public long FromNumber(long number, int row)
    {
        var size = Math.Abs((double)number);
        var found = size switch
        {
            < 1e8 => Form.Unknown,
            < 1e11 => Form.Seconds,
            < 1e14 => Form.Milliseconds,
            < 1e17 => Form.Microseconds,
            _ => Form.Unknown,
        };
        if (found == Form.Unknown)
            throw Refuse($"'{number}' is not a time in seconds, milliseconds or microseconds", row);
        if (form != found)
            Fix(found, row, Encoding.UTF8.GetBytes($"{number}"));
        return found switch
        {
            Form.Seconds => number * 1000,
            Form.Milliseconds => number,
            _ => Math.DivRem(number, 1000) is var (quotient, remainder) && remainder < 0 ? quotient - 1 : number / 1000,
        };
    }

    private void Fix(Form found, int row, ReadOnlySpan<byte> cell)
    {
        if (form == Form.Unknown)
        {
            form = found;
            firstRow = row;
        }
        if (form != found)
            throw Refuse(
                $"'{Encoding.UTF8.GetString(cell)}' is written as {Name(found)}, but row {firstRow} as {Name(form)}; all rows must "
                    + "be alike",
                row);
    }

    private static string Name(Form form) => form == Form.Iso ? "ISO-8601" : form.ToString().ToLowerInvariant();

    private InputRefusedException Refuse(string error, int row) => new($"{file}, row {row}, column '{column}': {error}. {Rule}");
}

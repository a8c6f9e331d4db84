using System.Text;
using Huracan.Contracts;

namespace Huracan.Storage.Candles;

/// <summary>The columns of a CSV file of times and numbers, found by name and in the rows' own order.</summary>
/// <param name="Times">Milliseconds since the Unix epoch.</param>
/// <param name="Numbers">The number columns asked for.</param>
/// <param name="Lines">Line of each row in the file, the header being 1.</param>
internal sealed record CsvNumbers(long[] Times, double[][] Numbers, int[] Lines)
{
    private const int Ignored = -1;
    private const int Time = -2;

    /// <exception cref="InputRefusedException">No header, a column is missing or doubled, a row is ragged, a cell holds no time or no
    /// number.</exception>
    public static CsvNumbers Read(string path, string[] timeNames, string[][] numberNames, CancellationToken cancellationToken) =>
        Read(path, timeNames, numberNames, [], cancellationToken);

    /// <summary>Reads columns that must be there, then those that need not be: NaN throughout where they are not.</summary>
    /// <exception cref="InputRefusedException">As above.</exception>
    public static CsvNumbers Read(
        string path, string[] timeNames, string[][] requiredNames, string[][] optionalNames, CancellationToken cancellationToken)
    {
        string[][] numberNames = [.. requiredNames, .. optionalNames];
        var memory = TextFile.Read(path);
        var text = memory.Span;
        if (!TryLine(ref text, out var header) || header.IsEmpty)
            throw new InputRefusedException($"{path} is empty.");
        var names = Cells(header);
        var targets = Targets(path, names, timeNames, numberNames, requiredNames.Length);
        var times = new TimeCells(path, names[Array.IndexOf(targets, Time)]);

        var capacity = text.Length / Math.Max(20, header.Length / 2) + 16;
        var result = new CsvNumbers(new long[capacity], [.. numberNames.Select(_ => new double[capacity])], new int[capacity]);
        var count = 0;
        for (var line = 2; TryLine(ref text, out var row); line++)
        {
            if (row.IsEmpty)
                continue;
            if ((line & 0x3FFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (count == result.Times.Length)
                result = result.Resize(count * 2);
            var rest = row;
            var field = 0;
            for (var more = true; more; field++)
            {
                more = NextCell(ref rest, out var cell);
                if (field >= targets.Length || (!more && field < targets.Length - 1))
                    throw new InputRefusedException($"{path}, row {line} has {Cells(row).Length} cells, the header {names.Length}.");
                var target = targets[field];
                if (target == Time)
                    result.Times[count] = times.Read(cell, line);
                else if (target != Ignored && !NumberCell.TryParse(cell, out result.Numbers[target][count]))
                    throw new InputRefusedException(
                        $"{path}, row {line}, column '{names[field]}': '{TextFile.Show(cell)}' is not a number.");
            }
            result.Lines[count++] = line;
        }
        if (count == 0)
            throw new InputRefusedException($"{path} has a header and no rows.");
        for (var i = 0; i < numberNames.Length; i++)
        {
            if (!targets.Contains(i))
                Array.Fill(result.Numbers[i], double.NaN);
        }
        return result.Resize(count);
    }

    /// <summary>The names of the columns.</summary>
    /// <exception cref="InputRefusedException">The file cannot be read or is empty.</exception>
    public static string[] Names(string path)
    {
        var text = TextFile.Read(path).Span;
        return TryLine(ref text, out var header) && !header.IsEmpty ? Cells(header) : throw new InputRefusedException($"{path} is empty.");
    }

    private static int[] Targets(string path, string[] names, string[] timeNames, string[][] numberNames, int required)
    {
        if (double.TryParse(names[0], out _))
            throw new InputRefusedException(
                $"{path} has no header line: it starts with '{names[0]}'. The first line must name the columns.");
        var targets = new int[names.Length];
        Array.Fill(targets, Ignored);
        targets[Find(path, names, timeNames)] = Time;
        for (var i = 0; i < numberNames.Length; i++)
        {
            if (i < required || numberNames[i].Any(spelling => names.Contains(spelling, StringComparer.OrdinalIgnoreCase)))
                targets[Find(path, names, numberNames[i])] = i;
        }
        return targets;
    }

    // The first of the spellings that is there wins: a file with open_time and date is read by open_time.
    internal static int Find(string path, IReadOnlyList<string> names, string[] spellings)
    {
        foreach (var spelling in spellings)
        {
            var found = Enumerable.Range(0, names.Count)
                .Where(i => names[i].Equals(spelling, StringComparison.OrdinalIgnoreCase))
                .ToArray();
            if (found.Length > 1)
                throw new InputRefusedException($"{path}: column '{spelling}' is there {found.Length} times.");
            if (found.Length == 1)
                return found[0];
        }
        var others = spellings.Length > 1 ? $" (or {string.Join(", ", spellings[1..])})" : "";
        throw new InputRefusedException($"{path}: column '{spellings[0]}'{others} is missing; there are: {string.Join(", ", names)}.");
    }

    private static bool TryLine(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (text.IsEmpty)
            return false;
        var end = text.IndexOf((byte)'\n');
        line = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        if (line.Length > 0 && line[^1] == '\r')
            line = line[..^1];
        return true;
    }

    private static bool NextCell(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> cell)
    {
        var quoted = rest.Length > 0 && rest[0] == '"' ? rest[1..].IndexOf((byte)'"') : -1;
        var comma = quoted < 0
            ? rest.IndexOf((byte)',')
            : rest[(quoted + 2)..].IndexOf((byte)',') is >= 0 and var after
            ? after + quoted + 2
            : -1;
        cell = comma < 0 ? rest : rest[..comma];
        if (quoted >= 0)
            cell = cell[1..(quoted + 1)];
        else if (cell.Length > 0 && (cell[0] <= ' ' || cell[^1] <= ' '))
            cell = cell.Trim(" \t"u8);
        rest = comma < 0 ? default : rest[(comma + 1)..];
        return comma >= 0;
    }

    private static string[] Cells(ReadOnlySpan<byte> row)
    {
        var cells = new List<string>();
        for (var more = true; more;)
        {
            more = NextCell(ref row, out var cell);
            cells.Add(Encoding.UTF8.GetString(cell));
        }
        return [.. cells];
    }

    private CsvNumbers Resize(int count)
    {
        var (times, numbers, lines) = (Times, Numbers, Lines);
        Array.Resize(ref times, count);
        Array.Resize(ref lines, count);
        for (var i = 0; i < numbers.Length; i++)
            Array.Resize(ref numbers[i], count);
        return new CsvNumbers(times, numbers, lines);
    }
}

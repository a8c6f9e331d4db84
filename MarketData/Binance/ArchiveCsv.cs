using System.Buffers.Text;
using System.Text;
using Huracan.Contracts;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Candles;
using Huracan.Storage.MarketStore;

namespace Huracan.MarketData.Binance;

/// <summary>
/// Reads the archive's CSV: klines of twelve columns, funding rates of three. Some files have a header and others none; times are
/// milliseconds, in spot files of 2025 and later microseconds.
/// </summary>
/// <param name="file">The file, for its period and for messages.</param>
internal sealed class ArchiveCsv(ArchiveFile file)
{
    private const int KlineCells = 11; // the twelfth says nothing
    private const int FundingCells = 3;
    private const long FirstMicroseconds = 100_000_000_000_000; // as milliseconds this is the year 5138

    public MarketRows Candles(ReadOnlySpan<byte> text, Timeframe timeframe)
    {
        var rows = new KlineRows(text.Length / 100);
        Span<double> all = stackalloc double[KlineCells];
        Span<double> cells = stackalloc double[8];
        for (var line = 1; TryLine(ref text, out var row); line++)
        {
            if (IsHeader(row, line))
                continue;
            Read(row, line, all);
            var time = Time(all[0], line);
            if (time % timeframe.Milliseconds != 0)
                throw Refused(line, $"{UtcTime.Format(time)} is no multiple of {timeframe}");
            all[1..6].CopyTo(cells); // open to volume; the close time follows
            all[7..10].CopyTo(cells[5..]); // quote volume, trades, taker's buys
            rows.Add(time, cells);
        }
        return rows.ToRows();
    }

    public MarketRows Funding(ReadOnlySpan<byte> text)
    {
        var (times, rates) = (new List<long>(), new List<double>());
        Span<double> cells = stackalloc double[FundingCells];
        for (var line = 1; TryLine(ref text, out var row); line++)
        {
            if (IsHeader(row, line))
                continue;
            Read(row, line, cells);
            times.Add(FundingTime.Of(Time(cells[0], line)));
            rates.Add(cells[2]);
        }
        return MarketRows.Funding([.. times], [.. rates]);
    }

    private static bool IsHeader(ReadOnlySpan<byte> row, int line) => row.IsEmpty || (line == 1 && row[0] is < (byte)'0' or > (byte)'9');

    private long Time(double number, int line)
    {
        var time = (long)number;
        time = time >= FirstMicroseconds ? time / 1000 : time;
        return time >= file.Start && time < file.End
            ? time
            : throw Refused(line, $"{UtcTime.Format(time)} is outside {UtcTime.Format(file.Start)} to {UtcTime.Format(file.End)}");
    }

    private void Read(ReadOnlySpan<byte> row, int line, Span<double> cells)
    {
        var rest = row;
        for (var i = 0; i < cells.Length; i++)
        {
            var comma = rest.IndexOf((byte)',');
            var cell = comma < 0 ? rest : rest[..comma];
            if (!Utf8Parser.TryParse(cell, out cells[i], out var length) || length != cell.Length || !double.IsFinite(cells[i]))
                throw Refused(line, $"cell {i + 1}, '{Encoding.UTF8.GetString(cell)}', is no number");
            rest = comma < 0 ? default : rest[(comma + 1)..];
        }
    }

    private VendorException Refused(int line, string reason) => new($"{file.Key}, row {line}: {reason}.");

    private static bool TryLine(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> line)
    {
        line = default;
        if (text.IsEmpty)
            return false;
        var end = text.IndexOf((byte)'\n');
        line = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
        text = end < 0 ? default : text[(end + 1)..];
        return true;
    }
}

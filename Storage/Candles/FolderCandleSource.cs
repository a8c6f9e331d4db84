using Huracan.Contracts;
using Huracan.Engine.Market;

namespace Huracan.Storage.Candles;

/// <summary>A folder of <c>&lt;SYMBOL&gt;_&lt;timeframe&gt;.csv</c>, <c>.csv.gz</c> and <c>.parquet</c> files.</summary>
public sealed class FolderCandleSource : ICandleSource
{
    private readonly Dictionary<UnitId, List<string>> files = [];
    private readonly List<IgnoredFile> ignored = [];
    private readonly string folder;
    private readonly string? fundingFolder;
    private readonly bool keepLastCandle;

    /// <exception cref="InputRefusedException">The folder, or the funding folder named, is not there; or it holds no candle file.</exception>
    public FolderCandleSource(string folder, FolderCandleOptions? options = null)
    {
        options ??= new FolderCandleOptions();
        this.folder = folder;
        keepLastCandle = options.KeepLastCandle;
        if (!Directory.Exists(folder))
        {
            var file = File.Exists(folder) ? " (it is a file)" : "";
            throw new InputRefusedException($"There is no folder {folder}{file}; it must hold candle files such as BTCUSDT_15m.csv.gz.");
        }
        foreach (var path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            Classify(path);
        if (files.Count == 0)
            throw new InputRefusedException(
                $"{folder} holds no candle files: names must be <SYMBOL>_<timeframe> with {string.Join(", ", CandleFile.Extensions)},"
                + " such as BTCUSDT_15m.csv.gz."
                + (ignored.Count == 0 ? "" : $" Ignored: {string.Join("; ", ignored.Select(x => $"{x.Name} ({x.Reason})"))}."));
        fundingFolder = FindFunding(folder, options.FundingFolder);
        Coins = [.. files.Keys.Select(x => x.Coin).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public string Description => $"folder {folder}";

    /// <inheritdoc/>
    public IReadOnlyList<string> Coins { get; }

    /// <summary>Files that look like candles and are not read, each with the reason; worth a warning.</summary>
    public IReadOnlyList<IgnoredFile> Ignored => ignored;

    /// <summary>Where funding rates are read from; null where there is no such folder.</summary>
    public string? FundingFolder => fundingFolder;

    /// <inheritdoc/>
    public IReadOnlyList<Timeframe> TimeframesOf(string coin) => [.. files.Keys.Where(x => x.Coin == coin).Select(x => x.Timeframe).Order()];

    /// <summary>The file of a unit.</summary>
    /// <exception cref="InputRefusedException">There is none, or there are two.</exception>
    public string FileOf(UnitId unit)
    {
        if (!files.TryGetValue(unit, out var paths))
        {
            var there = TimeframesOf(unit.Coin);
            var what = there.Count == 0 ? "is not there at all" : $"is there at {string.Join(", ", there)}";
            throw new InputRefusedException($"{folder} has no candles of {unit}; {unit.Coin} {what}.");
        }
        return paths.Count == 1
            ? paths[0]
            : throw new InputRefusedException($"{folder} has {paths.Count} files of {unit}: {string.Join(", ", paths.Select(Path.GetFileName))}. Keep one.");
    }

    /// <inheritdoc/>
    public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
    {
        var unit = new UnitId(coin, timeframe);
        var candles = CandleFile.Read(FileOf(unit), unit, cancellationToken);
        if (keepLastCandle)
            return candles;
        if (candles.Count == 1)
            throw new InputRefusedException($"{candles.Origin} has one candle, and the last candle of a file is dropped because it may be unfinished.");
        // Whatever the order of the rows: the newest candle is the one that may be unfinished.
        var newest = Array.IndexOf(candles.OpenTimes, candles.OpenTimes.Max());
        return candles with
        {
            OpenTimes = Without(candles.OpenTimes, newest),
            Open = Without(candles.Open, newest),
            High = Without(candles.High, newest),
            Low = Without(candles.Low, newest),
            Close = Without(candles.Close, newest),
            Volume = Without(candles.Volume, newest),
        };
    }

    private static T[] Without<T>(T[] values, int index) => [.. values[..index], .. values[(index + 1)..]];

    /// <inheritdoc/>
    public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken)
    {
        if (fundingFolder is null)
            return null;
        var paths = new[] { ".csv", ".csv.gz" }.Select(x => Path.Combine(fundingFolder, $"{coin}_funding{x}")).Where(File.Exists).ToArray();
        return paths.Length switch
        {
            0 => null,
            1 => FundingFile.Read(paths[0], coin, cancellationToken),
            _ => throw new InputRefusedException(
                $"{fundingFolder} has two files of {coin}'s funding: {string.Join(", ", paths.Select(Path.GetFileName))}. Keep one."),
        };
    }

    private static string? FindFunding(string folder, string? named)
    {
        if (named is not null)
            return Directory.Exists(named)
                ? named
                : throw new InputRefusedException($"There is no funding folder {named}; it must hold files such as BTCUSDT_funding.csv.gz.");
        var beside = Path.GetFullPath(Path.Combine(folder, "..", "funding"));
        var inside = Path.Combine(folder, "funding");
        return Directory.Exists(beside) ? beside : Directory.Exists(inside) ? inside : null;
    }

    private void Classify(string path)
    {
        var name = Path.GetFileName(path);
        // The longest ending counts: .csv.gz before .csv.
        var extension = CandleFile.Extensions.Where(x => name.EndsWith(x, StringComparison.OrdinalIgnoreCase)).MaxBy(x => x.Length);
        if (extension is null || name.StartsWith('.'))
            return;
        var stem = name[..^extension.Length];
        var mark = stem.LastIndexOf('_');
        var (coin, tail) = mark < 0 ? (stem, "") : (stem[..mark], stem[(mark + 1)..]);
        if (tail == "funding")
            ignored.Add(new(name, "funding rates are read from the folder 'funding'"));
        else if (mark < 0)
            ignored.Add(new(name, "the name is not <SYMBOL>_<timeframe>"));
        else if (!Timeframe.TryParse(tail, out var timeframe))
            ignored.Add(new(name, $"'{tail}' is not a timeframe such as 15m, 1h, 4h, 1d"));
        else if (coin.Length == 0 || coin.Any(x => !char.IsAsciiLetterUpper(x) && !char.IsAsciiDigit(x)))
            ignored.Add(new(name, $"'{coin}' is not a symbol: upper-case letters and digits"));
        else if (files.TryGetValue(new UnitId(coin, timeframe), out var same))
            same.Add(path);
        else
            files.Add(new UnitId(coin, timeframe), [path]);
    }
}

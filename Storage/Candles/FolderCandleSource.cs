using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Market.Spreads;

namespace Huracan.Storage.Candles;

/// <summary>A folder of <c>&lt;SYMBOL&gt;_&lt;timeframe&gt;.csv</c>, <c>.csv.gz</c> and <c>.parquet</c> files. Funding rates and quotes
/// are read from the folders <c>funding</c> and <c>quotes</c> beside it, else inside it.</summary>
public sealed class FolderCandleSource : ICandleSource, IQuoteSource
{
    private const string FundingExample = "BTCUSDT_funding.csv.gz";

    private readonly Dictionary<UnitId, List<string>> files = [];
    private readonly Dictionary<string, List<string>> fundingFiles = [];
    private readonly List<IgnoredFile> ignored = [];
    private readonly string folder;
    private readonly string? fundingFolder;
    private readonly string? quoteFolder;
    private readonly bool keepLastCandle;

    /// <exception cref="InputRefusedException">
    /// The folder, or the funding folder named, is not there or cannot be read; or it holds no candle, or no funding, file.
    /// </exception>
    public FolderCandleSource(string folder, FolderCandleOptions? options = null)
    {
        options ??= new FolderCandleOptions();
        this.folder = folder;
        keepLastCandle = options.KeepLastCandle;
        foreach (var path in FilesOf(folder, "folder", $"{options.Option} must name a folder of candle files such as BTCUSDT_15m.csv.gz"))
            Classify(path);
        if (files.Count == 0)
            throw new InputRefusedException(
                $"{folder} holds no candle files: names must be <SYMBOL>_<timeframe> with {string.Join(", ", CandleFile.Extensions)},"
                + $" such as BTCUSDT_15m.csv.gz; {options.Option} must name a folder that holds some."
                + (ignored.Count == 0 ? "" : $" Ignored: {string.Join("; ", ignored.Select(x => $"{x.Name} ({x.Reason})"))}."));
        Vendor = MarketTag.Of(folder);
        Coins = [.. files.Keys.Select(x => x.Coin).Distinct().Order(StringComparer.Ordinal)];
        quoteFolder = Find(folder, "quotes");
        foreach (var path in quoteFolder is null ? [] : FilesOf(quoteFolder, "folder of quotes", "none is needed"))
        {
            var name = Path.GetFileName(path);
            if (IsCandleName(name) && !Coins.Any(coin => QuoteNames(coin).Contains(name)))
                ignored.Add(new(
                    name, $"the name is not <SYMBOL>_quotes, of a coin with candles, with {string.Join(" or ", QuoteFile.Extensions)}"));
        }
        fundingFolder = options.FundingFolder ?? Find(folder, "funding");
        if (fundingFolder is null)
            return;
        foreach (var path in FilesOf(fundingFolder, "funding folder", $"--funding must name a folder of files such as {FundingExample}"))
            ClassifyFunding(path);
        if (fundingFiles.Count == 0 && options.FundingFolder is not null)
            throw new InputRefusedException(
                $"{fundingFolder} holds no funding files: names must be <SYMBOL>_funding with {string.Join(", ", FundingFile.Extensions)},"
                + $" such as {FundingExample}; --funding must name a folder that holds some.");
    }

    /// <inheritdoc/>
    public string Description => $"folder {folder}";

    /// <inheritdoc/>
    public string Vendor { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Coins { get; }

    /// <summary>Files that look like candles and are not read, each with the reason; worth a warning.</summary>
    public IReadOnlyList<IgnoredFile> Ignored => ignored;

    /// <summary>Where funding rates are read from; null where there is no such folder.</summary>
    public string? FundingFolder => fundingFolder;

    /// <inheritdoc/>
    public IReadOnlyList<Timeframe> TimeframesOf(string coin) =>
        [.. files.Keys.Where(x => x.Coin == coin).Select(x => x.Timeframe).Order()];

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
            : throw new InputRefusedException(
                $"{folder} has {paths.Count} files of {unit}: {string.Join(", ", paths.Select(Path.GetFileName))}. Keep one.");
    }

    /// <inheritdoc/>
    public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
    {
        var unit = new UnitId(coin, timeframe);
        var candles = CandleFile.Read(FileOf(unit), unit, cancellationToken);
        if (keepLastCandle)
            return candles;
        // Whatever the order of the rows: the newest candle is the one that may be unfinished, however often it was exported.
        var newest = candles.OpenTimes.Max();
        int[] kept = [.. Enumerable.Range(0, candles.Count).Where(row => candles.OpenTimes[row] != newest)];
        return kept.Length > 0
            ? candles.Take(kept)
            : throw new InputRefusedException(
                $"{candles.Origin} has one candle, and the last candle of a file is dropped because it may be unfinished"
                + " (--keep-last-candle keeps it).");
    }

    /// <inheritdoc/>
    public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken)
    {
        if (!fundingFiles.TryGetValue(coin, out var paths))
            return null;
        return paths.Count == 1
            ? FundingFile.Read(paths[0], coin, cancellationToken)
            : throw new InputRefusedException(
                $"{fundingFolder} has two files of {coin}'s funding: {string.Join(", ", paths.Select(Path.GetFileName))}. Keep one.");
    }

    /// <inheritdoc/>
    public IReadOnlyList<QuotedSpread> LoadSpreads(string coin, long start, long end, CancellationToken cancellationToken)
    {
        if (quoteFolder is null)
            return [];
        string[] paths = [.. QuoteNames(coin).Select(name => Path.Combine(quoteFolder, name)).Where(File.Exists)];
        return paths.Length switch
        {
            0 => [],
            1 => [.. QuoteFile.Read(paths[0], cancellationToken).Where(quote => quote.Time >= start && quote.Time < end)],
            _ => throw new InputRefusedException(
                $"{quoteFolder} has two files of {coin}'s quotes: {string.Join(", ", paths.Select(Path.GetFileName))}. Keep one."),
        };
    }

    private static IEnumerable<string> FilesOf(string folder, string what, string rule)
    {
        if (!Directory.Exists(folder))
            throw new InputRefusedException($"There is no {what} {folder}{(File.Exists(folder) ? " (it is a file)" : "")}; {rule}.");
        try
        {
            return Directory.GetFiles(folder).Order(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"The {what} {folder} cannot be read; {rule}.", exception);
        }
    }

    private static IEnumerable<string> QuoteNames(string coin) => QuoteFile.Extensions.Select(extension => $"{coin}_quotes{extension}");

    private static string? Find(string folder, string name)
    {
        var beside = Path.GetFullPath(Path.Combine(folder, "..", name));
        var inside = Path.Combine(folder, name);
        return Directory.Exists(beside) ? beside : Directory.Exists(inside) ? inside : null;
    }

    private void ClassifyFunding(string path)
    {
        const string mark = "_funding";
        var name = Path.GetFileName(path);
        var extension = FundingFile.Extensions.FirstOrDefault(x => name.EndsWith(mark + x, StringComparison.Ordinal));
        var coin = extension is null ? "" : name[..^(mark.Length + extension.Length)];
        if (coin.Length == 0 && IsCandleName(name))
            ignored.Add(new(name, $"the name is not <SYMBOL>_funding with {string.Join(" or ", FundingFile.Extensions)}"));
        else if (coin.Length > 0 && !Coins.Contains(coin))
            ignored.Add(new(name, $"there are no candles of {coin}"));
        if (coin.Length == 0)
            return;
        if (!fundingFiles.TryGetValue(coin, out var paths))
            fundingFiles.Add(coin, paths = []);
        paths.Add(path);
    }

    private static bool IsCandleName(string name) =>
        !name.StartsWith('.') && CandleFile.Extensions.Any(x => name.EndsWith(x, StringComparison.OrdinalIgnoreCase));

    private void Classify(string path)
    {
        var name = Path.GetFileName(path);
        if (!IsCandleName(name))
            return;
        // The longest ending counts: .csv.gz before .csv.
        var extension = CandleFile.Extensions.Where(x => name.EndsWith(x, StringComparison.OrdinalIgnoreCase)).Max(x => x.Length);
        var stem = name[..^extension];
        var mark = stem.LastIndexOf('_');
        var (coin, tail) = mark < 0 ? (stem, "") : (stem[..mark], stem[(mark + 1)..]);
        if (tail == "funding")
            ignored.Add(new(name, "funding rates are read from the folder 'funding'"));
        else if (tail == "quotes")
            ignored.Add(new(name, "quotes are read from the folder 'quotes'"));
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

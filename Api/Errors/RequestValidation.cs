using System.Globalization;
using System.Text.RegularExpressions;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Storage.Runs;

namespace Huracan.Api.Errors;

/// <summary>Validates and parses values of paths and queries.</summary>
internal static partial class RequestValidation
{
    public const int DefaultLimit = 100;
    public const int MostLimit = 500;

    public static string Run(string text) => RunNames.IsName(text)
        ? text
        : throw new RequestValidationException("run_id", $"'{Truncate(text)}' is no run; they look like 20250131T120000Z-0a1b2c3d.");

    public static bool IsCoin(string text) => CoinPattern().IsMatch(text);

    public static UnitId Unit(string coin, string timeframe)
    {
        var errors = new RequestErrors();
        if (!IsCoin(coin))
            errors.Add("coin", $"'{Truncate(coin)}' is no coin; they look like BTCUSDT.");
        if (!Contracts.Timeframe.TryParse(timeframe, out var length))
            errors.Add("timeframe", $"'{Truncate(timeframe)}' is no timeframe; they look like 15m, 1h, 4h, 1d.");
        errors.ThrowIfAny();
        return new UnitId(coin, length);
    }

    public static Timeframe Timeframe(string text) => Contracts.Timeframe.TryParse(text, out var timeframe)
        ? timeframe
        : throw new RequestValidationException("timeframe", $"'{Truncate(text)}' is no timeframe; they look like 15m, 1h, 4h, 1d.");

    public static UnitKey Key(string run, string coin, string timeframe) => new(Run(run), Unit(coin, timeframe));

    public static bool IsFamily(string text) => FamilyPattern().IsMatch(text);

    public static CandidateKey Candidate(string run, string coin, string timeframe, string family, string horizon)
    {
        var unit = Key(run, coin, timeframe);
        var errors = new RequestErrors();
        if (!IsFamily(family))
            errors.Add("family", $"'{Truncate(family)}' is no name of a model family; they look like cnn-lstm.");
        if (!int.TryParse(horizon, NumberStyles.None, CultureInfo.InvariantCulture, out var bars) || bars < 1)
            errors.Add("horizon", $"'{Truncate(horizon)}' is no horizon; it is a number of bars, such as 4.");
        errors.ThrowIfAny();
        return new CandidateKey(unit, family, bars);
    }

    /// <summary>Entries a page.</summary>
    public static int Limit(int? limit, int fallback = DefaultLimit, int most = MostLimit) =>
        (limit ?? fallback) is var wanted && wanted >= 1 && wanted <= most
        ? wanted
        : throw new RequestValidationException("limit", $"'{limit}' must lie in [1, {most}].");

    /// <summary>A unit as the position in a list: <c>BTCUSDT/15m</c>; null for the beginning.</summary>
    public static UnitId? AfterUnit(string? after)
    {
        if (after is null)
            return null;
        return after.Split('/') is [var coin, var timeframe] && IsCoin(coin) && Contracts.Timeframe.TryParse(timeframe, out var length)
            ? new UnitId(coin, length)
            : throw After(after);
    }

    /// <summary>A unit and a horizon as the position in a list: <c>BTCUSDT/15m/4</c>; null for the beginning.</summary>
    public static ChampionKey? AfterChampion(string? after)
    {
        if (after is null)
            return null;
        return after.Split('/') is [var coin, var timeframe, var bars] && IsCoin(coin)
            && Contracts.Timeframe.TryParse(timeframe, out var length)
            && int.TryParse(bars, NumberStyles.None, CultureInfo.InvariantCulture, out var horizon)
            ? new ChampionKey(new UnitId(coin, length), horizon)
            : throw After(after);
    }

    /// <summary>A number as the position in a list; 0 for the beginning.</summary>
    public static int AfterNumber(string? after)
    {
        if (after is null)
            return 0;
        return int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw After(after);
    }

    /// <summary>A number as the position in a descending list; null for the beginning.</summary>
    public static long? BeforeNumber(string? after)
    {
        if (after is null)
            return null;
        return long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw After(after);
    }

    public static string? AfterEvent(string? after) => after is null || EventPattern().IsMatch(after) ? after : throw After(after);

    /// <summary>A path of a file in a run: plain names with slashes between.</summary>
    public static string FilePath(string path) =>
        path.Length <= 500 && PathPattern().IsMatch(path) && !path.Split('/').Any(part => part is "." or "..")
        ? path
        : throw new RequestValidationException("path", $"'{Truncate(path)}' is no path of a file.");

    public static RequestValidationException After(string after) =>
        new("after", $"'{Truncate(after)}' is no position in this list; send the 'next' of the page before.");

    public static string Truncate(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex(@"\A[A-Z0-9]{2,30}\z")]
    private static partial Regex CoinPattern();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,39}\z")]
    private static partial Regex FamilyPattern();

    [GeneratedRegex(@"\A[0-9]{1,19}-[0-9]{1,18}\z")]
    private static partial Regex EventPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*\z")]
    private static partial Regex PathPattern();
}

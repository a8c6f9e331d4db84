using Huracan.Api.Errors;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Engine.Market;

namespace Huracan.Api.Hamilton;

/// <summary>Validates the input of a forecast.</summary>
internal static class PredictInput
{
    private const int MostRows = 50_000;

    /// <exception cref="RequestValidationException">With every error.</exception>
    public static void Check(PredictRequest request, UnitId unit, DateTimeOffset now)
    {
        var errors = new RequestErrors();
        if (request.Candles is null == request.Features is null)
            errors.Add("candles", "Give either candles or features.");
        if (request.BitcoinCandles is not null && request.Candles is null)
            errors.Add("bitcoin_candles", "They go with candles only.");
        CheckCandles("candles", request.Candles, unit.Timeframe, now, errors);
        CheckCandles("bitcoin_candles", request.BitcoinCandles, unit.Timeframe, now, errors);
        CheckFeatures(request.Features, errors);
        CheckClosed(request, unit.Timeframe, now, errors);
        errors.ThrowIfAny();
    }

    /// <summary>When the last bar of a checked request's features closed, UTC.</summary>
    public static DateTimeOffset? ClosedAt(PredictRequest request) =>
        request.ClosedAt is { } closed ? DateTimeOffset.FromUnixTimeMilliseconds(closed) : null;

    public static CandleSeries Series(string coin, Timeframe timeframe, IReadOnlyList<CandleRow> rows) => new(
        coin, timeframe, [.. rows.Select(row => row.OpenTime)], [.. rows.Select(row => row.Open)], [.. rows.Select(row => row.High)],
        [.. rows.Select(row => row.Low)],
        [.. rows.Select(row => row.Close)], [.. rows.Select(row => row.Volume)]);

    private static void CheckCandles(
        string name, IReadOnlyList<CandleRow>? rows, Timeframe timeframe, DateTimeOffset now, RequestErrors errors)
    {
        if (rows is null)
            return;
        if (rows.Count is 0 or > MostRows)
            errors.Add(name, $"There are {rows.Count}; there must be 1 to {MostRows}.");
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is not { } row)
            {
                errors.Add($"{name}[{i}]", "It is null.");
                continue;
            }
            if (row.OpenTime < 0 || row.OpenTime % timeframe.Milliseconds != 0)
                errors.Add($"{name}[{i}]", $"open_time {row.OpenTime} is no multiple of {timeframe}.");
            if (i > 0 && rows[i - 1] is { } before && row.OpenTime - before.OpenTime != timeframe.Milliseconds)
                errors.Add($"{name}[{i}]", $"open_time {row.OpenTime} is not {timeframe} after the one before.");
            if (!(row.Open > 0 && row.Close > 0 && row.Low > 0 && row.Low <= Math.Min(row.Open, row.Close)
                && row.High >= Math.Max(row.Open, row.Close) && double.IsFinite(row.High)))
                errors.Add($"{name}[{i}]", "Prices must be finite and positive, low the lowest and high the highest.");
            if (!(row.Volume >= 0 && double.IsFinite(row.Volume)))
                errors.Add($"{name}[{i}]", "The volume must be finite and 0 or more.");
        }
        if (rows.Count > 0 && rows[^1] is { } last && last.OpenTime > now.ToUnixTimeMilliseconds() - timeframe.Milliseconds)
            errors.Add($"{name}[{rows.Count - 1}]", "It is not closed yet.");
    }

    private static void CheckClosed(PredictRequest request, Timeframe timeframe, DateTimeOffset now, RequestErrors errors)
    {
        if (request.ClosedAt is not { } closed)
            return;
        if (request.Features is null)
            errors.Add("closed_at", "It goes with features only; candles have their own times.");
        if (closed < 0 || closed % timeframe.Milliseconds != 0)
            errors.Add("closed_at", $"{closed} is no multiple of {timeframe}.");
        if (closed > now.ToUnixTimeMilliseconds())
            errors.Add("closed_at", "The bar is not closed yet.");
    }

    private static void CheckFeatures(IReadOnlyList<IReadOnlyList<double>>? rows, RequestErrors errors)
    {
        if (rows is null)
            return;
        if (rows.Count is 0 or > MostRows)
            errors.Add("features", $"There are {rows.Count} rows; there must be 1 to {MostRows}.");
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is null || rows[i].Any(value => !double.IsFinite(value)))
                errors.Add($"features[{i}]", "Every feature must be a finite number.");
        }
    }
}

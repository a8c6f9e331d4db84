using Huracan.Api.Errors;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Engine.Pipeline.Live;

namespace Huracan.Api.Predictions;

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

    private static void CheckCandles(
        string name, IReadOnlyList<CandleRow>? rows, Timeframe timeframe, DateTimeOffset now, RequestErrors errors)
    {
        if (rows is null)
            return;
        if (rows.Count is 0 or > MostRows)
            errors.Add(name, $"There are {rows.Count}; there must be 1 to {MostRows}.");
        foreach (var (index, fault) in CandleRows.Faults(rows, timeframe, now))
            errors.Add($"{name}[{index}]", fault);
    }

    private static void CheckClosed(PredictRequest request, Timeframe timeframe, DateTimeOffset now, RequestErrors errors)
    {
        if (request.ClosedAt is not { } closed)
            return;
        if (request.Features is null)
            errors.Add("closed_at", "It goes with features only; candles have their own times.");
        foreach (var fault in CandleRows.CloseFaults(closed, timeframe, now))
            errors.Add("closed_at", fault);
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

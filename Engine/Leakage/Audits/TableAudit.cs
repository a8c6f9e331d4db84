using Huracan.Contracts;
using Huracan.Engine.Leakage.Statistics;
using Huracan.Engine.Market;

namespace Huracan.Engine.Leakage.Audits;

/// <summary>
/// Checks a table, of which nothing can be computed again: by statistics alone. A leak that tells little of the next returns is not
/// found so.
/// </summary>
/// <param name="options">How closely is looked.</param>
public sealed class TableAudit(LeakOptions options)
{
    /// <summary>Fewest rows that say anything.</summary>
    public const int FewestRows = 200;

    /// <summary>Checks it.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="table">The table.</param>
    /// <param name="candles">Candles of its bars, for lead-lag and copies; null where there are none.</param>
    /// <param name="cancellationToken">Stops between permutations.</param>
    /// <exception cref="InputRefusedException">There are too few rows, or a row has no candle.</exception>
    public LeakReport Run(string name, LeakTable table, CandleSeries? candles, CancellationToken cancellationToken)
    {
        options.Validate();
        if (table.Times.Length < FewestRows)
            throw new InputRefusedException($"{name} has {table.Times.Length} rows; {FewestRows} or more say something.");
        var (columns, label) = (table.Columns, table.Label);
        List<FutureSeries> future = [];
        if (candles is not null)
        {
            var bars = Array.ConvertAll(table.Times, candles.IndexOf);
            if (Array.FindIndex(bars, bar => bar < 0) is >= 0 and var row)
                throw new InputRefusedException($"{name}, row {row + 1}: no candle of {candles.Unit} opens at {table.Times[row]} ms.");
            columns = [.. columns.Select(column => column with { Values = Spread(column.Values, bars, candles.Count) })];
            label = Spread(label, bars, candles.Count);
            future.AddRange(FutureSeries.Of(candles, options.Lags));
        }
        future.Add(FutureSeries.OfLabel(label, table.Horizon));
        List<LeakCheckResult> results = [CorrelationChecks.LabelShift(columns, label, 1 + table.Horizon, options, cancellationToken)];
        if (candles is not null)
            results.Add(CorrelationChecks.LeadLag(columns, FutureSeries.Returns(candles), options, cancellationToken));
        results.Add(FutureCopy.Run(columns, future, cancellationToken));
        results.Add(WholeSampleScaling.Run(columns));
        return new LeakReport(name, results);
    }

    private static double[] Spread(double[] values, int[] bars, int count)
    {
        var spread = new double[count];
        Array.Fill(spread, double.NaN);
        for (var row = 0; row < values.Length; row++)
            spread[bars[row]] = values[row];
        return spread;
    }
}

using Huracan.Contracts;
using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>
/// Checks candles before anything is trained on them: repairs what can be repaired without look-ahead (and marks it), reports
/// anomalies, and blocks data that a model must not be trained on. Rows are numbered as <see cref="RawCandles.RowOf"/> says.
/// </summary>
public static class Preflight
{
    /// <summary>Checks and repairs.</summary>
    /// <param name="raw">Candles as the source gave them.</param>
    /// <param name="options">Limits; null takes the defaults.</param>
    /// <param name="usedAs">
    /// Timeframe the candles are wanted in, a multiple of their own; null keeps theirs. The series comes out resampled, and it is there
    /// that it must be long enough.
    /// </param>
    /// <exception cref="InputRefusedException">An option is out of range.</exception>
    /// <exception cref="ArgumentException"><paramref name="usedAs"/> is no multiple of the candles' timeframe.</exception>
    public static PreflightResult Check(RawCandles raw, PreflightOptions? options = null, Timeframe? usedAs = null)
    {
        options ??= new PreflightOptions();
        options.Validate();
        if (usedAs is { } wanted && !Resampler.CanMake(raw.Timeframe, wanted))
            throw new ArgumentException($"{raw.Timeframe} candles cannot be used as {wanted}.", nameof(usedAs));

        var findings = new Findings();
        if (raw.Count == 0)
        {
            findings.Add(
                "no_rows", FindingSeverity.Blocking, 0,
                $"{raw.Origin} gives no candle: is it empty, or does the time asked for ('from', 'to') miss it?");
            return PreflightResult.Of(findings, null, raw, raw);
        }
        // Each step needs what the one before has made sure of, so a blocked step ends the checks.
        var rows = RowChecks.Run(raw, options, findings);
        if (!findings.Blocked)
            rows = TimeChecks.Run(rows, options, findings);
        if (findings.Blocked)
            return PreflightResult.Of(findings, null, raw, rows);

        var series = GapRepair.Run(rows, options, findings);
        TradingChecks.Run(series, options, findings);
        OutlierCheck.Run(series, options, findings);
        if (usedAs is { } target)
            series = Resampler.To(series, target);
        if (series.Count < options.MinimumBars)
        {
            findings.Add("too_short", options.ShortBlocks ? FindingSeverity.Blocking : FindingSeverity.Warning, series.Count,
                $"{series.Unit} has {series.Count} usable candles, fewer than the {options.MinimumBars} a unit needs: use a finer "
                    + "timeframe "
                + "or bring a longer history.");
        }
        return PreflightResult.Of(findings, series, raw, rows);
    }
}

using Huracan.Contracts;
using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>
/// Finds the candles of a unit in a source and puts them through the preflight: the unit's own file where there is one, else the
/// finer one that spans the longest time (of equal ones the finest), resampled. Bad input never throws here: it is a blocked result,
/// so that one coin's broken file stops no other.
/// </summary>
/// <param name="source">Where the candles come from.</param>
/// <param name="options">Limits of the preflight.</param>
public sealed class SeriesPicker(ICandleSource source, PreflightOptions options)
{
    // A coin's timeframes are mostly asked for in a row and out of the same file.
    private readonly Lock gate = new();
    private readonly Dictionary<Timeframe, RawCandles> loaded = [];
    private string loadedCoin = "";

    /// <summary>The candles of one unit.</summary>
    /// <param name="coin">Symbol.</param>
    /// <param name="wanted">Timeframe of the unit.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public UnitSeries Pick(string coin, Timeframe wanted, CancellationToken cancellationToken)
    {
        var unit = new UnitId(coin, wanted);
        var refusals = new List<string>();
        var held = source.TimeframesOf(coin);
        RawCandles? chosen = null;
        var usable = held.Contains(wanted) ? [wanted] : held.Where(t => Resampler.CanMake(t, wanted)).Order().ToArray();
        foreach (var timeframe in usable)
        {
            try
            {
                var raw = Load(coin, timeframe, cancellationToken);
                if (chosen is null || Span(raw) > Span(chosen))
                    chosen = raw;
            }
            catch (InputRefusedException refused)
            {
                refusals.Add(refused.Message);
            }
        }
        // An unreadable file is a warning where another one is usable, else the reason for the block.
        var findings = new Findings();
        foreach (var refusal in refusals)
            findings.Add("unreadable", chosen is null ? FindingSeverity.Blocking : FindingSeverity.Warning, 1, refusal);
        if (chosen is null)
        {
            if (refusals.Count == 0)
            {
                var has = held.Count == 0 ? "none at all" : string.Join(", ", held);
                findings.Add("no_series", FindingSeverity.Blocking, 0,
                    $"{source.Description} has no {coin} candles at {wanted} or a timeframe that divides it (it has: {has}): import or "
                        + "download them.");
            }
            return new UnitSeries(unit, source.Description, null, PreflightResult.Of(findings, null)) { Vendor = source.Vendor };
        }
        var result = Preflight.Check(chosen, options, wanted);
        if (findings.All.Count > 0)
            result = result with { Findings = [.. findings.All, .. result.Findings] };
        return new UnitSeries(unit, chosen.Origin, chosen.Timeframe == wanted ? null : chosen.Timeframe, result)
        {
            Vendor = source.Vendor,
        };
    }

    private RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (loadedCoin != coin)
            {
                loaded.Clear();
                loadedCoin = coin;
            }
            if (!loaded.TryGetValue(timeframe, out var raw))
                loaded[timeframe] = raw = source.Load(coin, timeframe, cancellationToken);
            return raw;
        }
    }

    private static long Span(RawCandles raw) => raw.Count == 0 ? 0 : raw.OpenTimes.Max() - raw.OpenTimes.Min() + raw.Timeframe.Milliseconds;
}

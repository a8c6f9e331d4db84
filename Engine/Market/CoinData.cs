using Huracan.Contracts;
using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>A coin's candles and funding rates, looked at together.</summary>
/// <param name="Series">One for each timeframe asked for, ascending.</param>
/// <param name="Funding">Its funding rates; null where there are none or they are refused.</param>
public sealed record CoinData(IReadOnlyList<UnitSeries> Series, FundingSeries? Funding)
{
    /// <summary>Picks and checks without storing anything. Invalid rates block the coin.</summary>
    /// <param name="source">Where they come from.</param>
    /// <param name="options">What passes.</param>
    /// <param name="coin">Symbol.</param>
    /// <param name="timeframes">Timeframes wanted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static CoinData Look(
        ICandleSource source, PreflightOptions options, string coin, IEnumerable<Timeframe> timeframes, CancellationToken cancellationToken)
    {
        var picker = new SeriesPicker(source, options);
        UnitSeries[] series = [.. timeframes.Distinct().Order().Select(timeframe => picker.Pick(coin, timeframe, cancellationToken))];
        try
        {
            var funding = source.LoadFunding(coin, cancellationToken);
            return new CoinData([.. series.Select(unit => Beside(funding, unit, options))], funding);
        }
        catch (InputRefusedException refused)
        {
            var finding = new Finding("funding_unreadable", FindingSeverity.Blocking, 1, refused.Message);
            return new CoinData([.. series.Select(unit => unit with { Preflight = unit.Preflight.BlockedBy(finding) })], null);
        }
    }

    private static UnitSeries Beside(FundingSeries? funding, UnitSeries unit, PreflightOptions options)
    {
        if (unit.Series is null)
            return unit;
        var findings = new Findings();
        FundingChecks.Run(funding, unit.Series, options, findings);
        return unit with { Preflight = unit.Preflight with { Findings = [.. unit.Preflight.Findings, .. findings.All] } };
    }
}

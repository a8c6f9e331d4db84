using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>
/// Checks a coin's funding rates against a series of its candles. All findings are warnings.
/// </summary>
internal static class FundingChecks
{
    private const long IntervalMs = 8 * 3_600_000L;

    /// <summary>No exchange allows a larger rate in one interval; a larger value is usually a per cent figure.</summary>
    private const double LargestRate = 0.05;

    public static void Run(FundingSeries? funding, CandleSeries series, PreflightOptions options, Findings findings)
    {
        if (options.MissingFundingBps is not { } missingBps || series.Count == 0)
            return;
        var covered = FundingCoverage.Share(funding, series.OpenTimes[0], series.EndTime);
        if (covered < 1)
        {
            var missing = (int)Math.Ceiling((1 - covered) * (series.EndTime - series.OpenTimes[0]) / IntervalMs);
            var cost = $"{missingBps:0.##} bp is charged for each 8 hours without a rate, and a unit that lacks one in its test part "
                + "cannot be ACTIVE.";
            if (funding is null or { Count: 0 })
                findings.Add("no_funding", FindingSeverity.Warning, missing, $"There are no funding rates of {series.Coin}: {cost}");
            else
                findings.Add("part_funding", FindingSeverity.Warning, missing,
                    $"Funding rates cover {Math.Floor(covered * 10_000) / 10_000:0.##%} of the candles' time; about {missing} are missing: "
                        + $"{cost}");
        }
        if (funding is not null)
            NameAbsurd(funding, findings);
    }

    private static void NameAbsurd(FundingSeries funding, Findings findings)
    {
        var count = 0;
        var first = -1;
        for (var i = 0; i < funding.Count; i++)
        {
            if (Math.Abs(funding.Rates[i]) > LargestRate && count++ == 0)
                first = i;
        }
        if (count > 0)
        {
            findings.Add("absurd_funding", FindingSeverity.Warning, count,
                $"{count} funding rates are beyond {LargestRate:0%} for one interval, the first is {funding.Rates[first]:0.####%} at "
                + $"{Findings.At(funding.Times[first])}: rates are fractions, 0.0001 is 1 bp; are these per cent?");
        }
    }
}

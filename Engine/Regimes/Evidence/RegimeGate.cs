using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Regimes.Evidence;

/// <summary>
/// Enables a family in the regimes where its out-of-fold trades have a net edge above 0: by a one-sided test on the mean per trade with
/// days as clusters, corrected by Holm's rule (F16) over all that is tested, so that a family without an edge anywhere is enabled somewhere
/// with a probability of <see cref="RegimeGateOptions.Level"/> at most.
/// </summary>
/// <remarks>
/// A regime with too few trades is not tested. By default it follows all regimes together, which then is one more test. So does the
/// unknown regime, which is never tested; as it may be any of the others, it is enabled only where all of them are.
/// </remarks>
public sealed class RegimeGate
{
    /// <summary>Why the unknown regime is disabled where all regimes together are enabled.</summary>
    internal const string NotAll = "it may be any regime, and not every one is enabled";

    private static readonly MarketRegime[] Known = [.. Enum.GetValues<MarketRegime>().Known()];

    private readonly RegimeGateOptions options;

    /// <summary>Sets the gate.</summary>
    /// <param name="options">The settings; null takes the defaults.</param>
    /// <exception cref="InputRefusedException">A setting is out of its range; the message names key and value.</exception>
    public RegimeGate(RegimeGateOptions? options = null)
    {
        this.options = options ?? new RegimeGateOptions();
        if (OptionErrors.Of(this.options, "regime_gate").ToArray() is { Length: > 0 } errors)
            throw new InputRefusedException(string.Join(' ', errors));
    }

    /// <summary>Judges a family.</summary>
    /// <param name="evidence">Its out-of-fold trades.</param>
    /// <returns>A verdict for every regime, in their order.</returns>
    public IReadOnlyList<RegimeVerdict> Judge(RegimeEvidence evidence)
    {
        var means = Known.ToDictionary(regime => regime, evidence.MeanOf);
        var pooled = evidence.Pooled();
        var tested = Known.Where(regime => IsEnough(means[regime])).ToArray();
        var isPooledTested = options.ThinData == ThinData.Pooled && IsEnough(pooled);
        var values = tested.Select(regime => means[regime].PValue);
        var levels = Levels([.. isPooledTested ? values.Append(pooled.PValue) : values]);

        var (pooledEnabled, pooledText) = isPooledTested
            ? Judge("all regimes together: ", pooled, levels[^1])
            : (false, options.ThinData == ThinData.Disabled
                ? "disabled where trades are few"
                : $"all regimes together have {Counts(pooled)}, which is too few as well");
        RegimeVerdict[] known = [.. Known.Select(regime =>
        {
            var (place, mean) = (Array.IndexOf(tested, regime), means[regime]);
            var (enabled, reason) = place >= 0
                ? Judge("", mean, levels[place])
                : (pooledEnabled,
                    $"{Counts(mean)}, fewer than {options.MinTrades} or on fewer than {options.MinDays} days; {pooledText}");
            return Verdict(regime, mean, enabled, reason);
        })];
        var areAll = known.All(verdict => verdict.Enabled);
        var unknown = Verdict(
            MarketRegime.Unknown, evidence.MeanOf(MarketRegime.Unknown), pooledEnabled && areAll,
            $"the regime is not known, and not tested; {pooledText}{(pooledEnabled && !areAll ? $"; {NotAll}" : "")}");
        return [unknown, .. known];
    }

    private bool IsEnough(ClusteredMean mean) => mean.Trades >= options.MinTrades && mean.Days >= options.MinDays;

    private static RegimeVerdict Verdict(MarketRegime regime, ClusteredMean mean, bool enabled, string reason) =>
        new(regime, enabled, mean.Bps, mean.StandardError, mean.Trades, mean.Days, reason);

    private static string Counts(ClusteredMean mean) => $"{mean.Trades} trades on {mean.Days} days";

    /// <summary>The level each p-value must not exceed, by Holm's rule; 0 behind the first that does.</summary>
    private double[] Levels(double[] values)
    {
        var levels = new double[values.Length];
        var order = Enumerable.Range(0, values.Length).OrderBy(i => double.IsNaN(values[i]) ? 1 : values[i]).ThenBy(i => i).ToArray();
        for (var rank = 0; rank < order.Length; rank++)
        {
            levels[order[rank]] = options.Level / (order.Length - rank);
            if (!(values[order[rank]] <= levels[order[rank]]))
                break;
        }
        return levels;
    }

    private static (bool Enabled, string Text) Judge(string prefix, ClusteredMean mean, double level)
    {
        var enabled = mean.PValue <= level;
        var against = enabled ? FormattableString.Invariant($"at or below {level:0.####}")
            : level > 0 ? FormattableString.Invariant($"not at or below {level:0.####}")
            : "beside a clearer one that is not significant";
        return (enabled, FormattableString.Invariant(
            $"{prefix}{mean.Bps:0.0} ± {mean.StandardError:0.0} bps over {Counts(mean)}, p = {mean.PValue:0.####}, {against}"));
    }
}

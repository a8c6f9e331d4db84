using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Regimes.Evidence;

/// <summary>Where the regime gate lets a served model trade.</summary>
public sealed class RegimeFilter
{
    private readonly IReadOnlyList<RegimeVerdict>? verdicts;
    private readonly IReadOnlyList<MarketRegime>? enabled;

    /// <summary>Filters by verdicts.</summary>
    /// <param name="verdicts">The verdicts in its manifest; null, as in bundles of earlier versions, lets it trade in every regime.</param>
    public RegimeFilter(IReadOnlyList<RegimeVerdict>? verdicts) => (this.verdicts, enabled) = (verdicts, verdicts?.Enabled());

    /// <summary>Why the model does not trade in a regime, in words; null where it does. In the unknown one it trades only where it may in
    /// every other: else whoever holds candles back would go round the gate.</summary>
    public string? Refusal(MarketRegime regime)
    {
        if (enabled is null || enabled.Contains(regime))
            return null;
        var reason = verdicts!.FirstOrDefault(one => one.Regime == regime) switch
        {
            null => "there is no verdict",
            { Enabled: true } => RegimeGate.NotAll, // a manifest of an earlier version
            var verdict => verdict.Reason,
        };
        return $"the regime gate does not enable {SettingText.Of(regime)}: {reason}";
    }
}

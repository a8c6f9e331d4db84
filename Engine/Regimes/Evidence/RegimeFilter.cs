using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Regimes.Evidence;

/// <summary>Where the regime gate lets a served model trade.</summary>
/// <param name="verdicts">The verdicts in its manifest; null, as in bundles of earlier versions, lets it trade in every regime.</param>
public sealed class RegimeFilter(IReadOnlyList<RegimeVerdict>? verdicts)
{
    /// <summary>Why the model does not trade in a regime, in words; null where it does.</summary>
    public string? Refusal(MarketRegime regime)
    {
        if (verdicts is null)
            return null;
        var verdict = verdicts.FirstOrDefault(one => one.Regime == regime);
        return verdict is { Enabled: true }
            ? null
            : $"the regime gate does not enable {SettingText.Of(regime)}: {verdict?.Reason ?? "there is no verdict"}";
    }
}

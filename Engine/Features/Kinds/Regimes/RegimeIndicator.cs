using Huracan.Contracts.Trading;
using Huracan.Engine.Regimes;

namespace Huracan.Engine.Features.Kinds.Regimes;

/// <summary>
/// 1 where the market is in one regime by the rules of <see cref="RegimeClassifier"/>, 0 elsewhere; <c>is</c> names it. The windows are
/// in bars: <c>current</c>, <c>norm</c> before it, and <c>trend</c>. How long a regime has lasted may matter to the rules, so where the
/// history starts shows for as long as a regime lasts.
/// </summary>
[FeatureKind("regime")]
internal sealed class RegimeIndicator(FeatureParameters parameters) : IFeature
{
    private static readonly RegimeClassifier Rules = new();

    private readonly string regime = parameters.Choice("is", "trend", "range", "panic", "illiquid");
    private readonly RegimeWindows windows =
        new(parameters.Window("current", 24), parameters.Window("norm", 240), parameters.Window("trend", 72));

    public int WarmUp => windows.WarmUp;

    public void Compute(FeatureInput input, Span<double> destination)
    {
        var wanted = Enum.Parse<MarketRegime>(regime, ignoreCase: true);
        // The four regimes of one set of windows are told once.
        var (current, norm, trend) = windows;
        var regimes = input.Shared(
            FormattableString.Invariant($"regimes {current} {norm}"), trend,
            (candles, _) => Rules.Classify(candles.Candles, windows));
        for (var t = 0; t < destination.Length; t++)
            destination[t] = regimes[t] == wanted ? 1 : 0;
    }
}

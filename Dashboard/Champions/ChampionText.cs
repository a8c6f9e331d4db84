using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Trading;
using Huracan.Dashboard.Badges;

namespace Huracan.Dashboard.Champions;

/// <summary>What proves a champion, in words.</summary>
internal static class ChampionText
{
    public static string Regime(MarketRegime? regime) => regime is { } known ? EnumText.Of(known).ToLowerInvariant() : "–";

    /// <summary><c>trend at 2026-03-01 12:00</c>.</summary>
    public static string Regime(MarketRegime? regime, DateTimeOffset? at) =>
        at is null ? Regime(regime) : $"{Regime(regime)} at {Format.Time(at)}";

    /// <summary>The day a champion gets too old on.</summary>
    public static string Until(DateTimeOffset? expires) => expires is null ? "never" : Format.Date(expires);

    /// <summary><c>evidence 45 of 20 asked after 128 days, against cash</c>.</summary>
    public static string Evidence(PromotionEvidence? promotion, Timeframe timeframe) => promotion is null
        ? "no test decided"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"evidence {promotion.EValue:0.#} of {promotion.Threshold:0.#} asked after {Days(promotion, timeframe):0} days, against "
                + $"{promotion.ChampionBefore ?? "cash"}");

    /// <summary>The same at length.</summary>
    public static string Proof(BundleManifest manifest)
    {
        if (manifest.Promotion is not { } promotion)
            return "No test decided: it was made champion by hand, and nothing is known of how it does beside another.";
        var (other, results) = promotion.ChampionBefore is { } version
            ? ($"the champion before it, {version}", "the other's")
            : ("holding cash, which earns nothing and knows only how often prices rise and fall", "cash's");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"It was compared with {other}, over {Days(promotion, manifest.Timeframe):0} days of candles ({promotion.Count:N0} bars) that "
                + $"it was neither trained nor chosen on. The evidence that its profit or its forecasts are better than {results} came to "
                + $"{promotion.EValue:0.#}; {promotion.Threshold:0.#} were asked for. A model that is no better is promoted with a "
                + $"probability of {promotion.Alpha:P0} at most. {Sentence(promotion.Reason)}");
    }

    /// <summary>A reason as a sentence.</summary>
    public static string Sentence(string reason) =>
        reason.Length == 0 ? "" : $"{char.ToUpperInvariant(reason[0])}{reason[1..].TrimEnd('.')}.";

    private static double Days(PromotionEvidence promotion, Timeframe timeframe) =>
        promotion.Count * (double)timeframe.Minutes / TimeSpan.MinutesPerDay;
}

using Huracan.Tests.Exchange;

namespace Huracan.Tests.EndToEnd.Harness;

/// <summary>Settings of a daily cycle on a local exchange with small models, in <c>daily.yaml</c> and <c>vendors.yaml</c>.</summary>
internal static class DailySettings
{
    /// <summary>Writes them.</summary>
    /// <param name="scratch">Where; its folder <c>store</c> is the store.</param>
    /// <param name="exchange">The exchange, which is also told of alerts, at <c>/listing?alert</c>.</param>
    /// <param name="at">When download, universe, factory and retention are due.</param>
    /// <param name="retrain">Settings of the choice of units, as YAML on one line.</param>
    public static void Write(Scratch scratch, LocalExchange exchange, string[] at, string retrain = "{}")
    {
        scratch.Write("vendors.yaml", $"{exchange.Settings()}\nfollow: {{save_minutes: 0.1}}\n");
        scratch.Write("train.yaml", """
            models: [xgboost]
            train_bars: 400
            seed: 7
            model_settings:
              xgboost: {rounds: 6, max_depth: 2}
            """);
        scratch.Write("factory.yaml", $"""
            settings: {scratch.Path("train.yaml")}
            timeframes: [1h]
            horizons: [4h]
            universe: {"{min_liquidity_gbp: 0, min_history_days: 100}"}
            """);
        scratch.Write("daily.yaml", $$"""
            source: {{scratch.Path("store")}}
            download: {at: "{{at[0]}}", coins: all, timeframes: [1h], history_days: 110}
            universe: {at: "{{at[1]}}"}
            factory: {at: "{{at[2]}}", settings: {{scratch.Path("factory.yaml")}}, retrain: {{retrain}}}
            retention: {at: "{{at[3]}}"}
            alerts: {webhooks: ["{{exchange.Address}}listing?alert"]}
            """);
    }
}

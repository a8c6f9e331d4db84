namespace Huracan.Tests.Silo.Harness;

/// <summary>A market whose signal is so strong that every unit of a factory's run becomes champion at once.</summary>
internal static class StrongMarket
{
    public const string Run = """
        timeframes: [1h]
        models: [xgboost]
        parts: {train: 0.55, validation: 0.1, test: 0.15, shadow: 0.2}
        model_settings:
          xgboost: {rounds: 60, max_depth: 3}
        simulation:
          coins: 2
          bars: 12000
          timeframe: 1h
          seed: 9
          signal: {probability: 0.05, net_sharpe: 20}
        """;

    public const string Factory = """
        source: null
        timeframes: [1h]
        horizons: [4h]
        universe: {min_liquidity_gbp: 0, min_history_days: 30}
        """;
}

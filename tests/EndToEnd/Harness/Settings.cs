namespace Huracan.Tests.EndToEnd.Harness;

/// <summary>Settings of runs that take seconds.</summary>
internal static class Settings
{
    /// <summary>Bitcoin and one more coin with a planted signal, both families.</summary>
    public const string Tiny = """
        timeframes: [1h]
        models: [xgboost, cnn-lstm]
        horizons: [4]
        epochs: 2
        train_bars: 500
        seed: 7
        simulation: {coins: 1, timeframe: 1h, bars: 3200, seed: 7, signal: {probability: 0.05, horizon: 4, net_sharpe: 8}}
        model_settings:
          xgboost: {rounds: 8, max_depth: 2}
          cnn-lstm: {lookback: 16, hidden_size: 8, conv_channels: 4}
        """;

    /// <summary>Networks with enough epochs to be caught in the middle of training.</summary>
    public const string Long = """
        timeframes: [1h]
        models: [cnn-lstm]
        horizons: [4]
        epochs: 120
        patience: 120
        train_bars: 700
        seed: 7
        simulation: {coins: 1, timeframe: 1h, bars: 2600, seed: 7}
        model_settings:
          cnn-lstm: {lookback: 16, hidden_size: 16, conv_channels: 8}
        """;

    /// <summary>Trees alone: the fastest.</summary>
    public const string Trees = """
        timeframes: [1h]
        models: [xgboost]
        horizons: [4]
        train_bars: 500
        seed: 7
        simulation: {coins: 1, timeframe: 1h, bars: 3200, seed: 7, signal: {probability: 0.05, horizon: 4, net_sharpe: 8}}
        model_settings:
          xgboost: {rounds: 8, max_depth: 2}
        """;

    /// <summary>Two coins and a short search of trees.</summary>
    public const string Searched = """
        timeframes: [1h]
        models: [xgboost]
        horizons: [4]
        train_bars: 1500
        seed: 7
        simulation: {coins: 1, timeframe: 1h, bars: 3200, seed: 7, signal: {probability: 0.05, horizon: 4, net_sharpe: 8}}
        model_settings:
          xgboost: {rounds: 10, max_depth: 2}
        search:
          trials: 5
          folds: 2
          top_n: 1
          extend_folds: 2
          keep_checkpoints: 1
          spaces:
            xgboost:
              max_depth: {low: 2, high: 4, step: 1}
        """;

    /// <summary>Two coins, two timeframes, a short search of trees and networks.</summary>
    public const string SearchedWide = """
        timeframes: [1h, 4h]
        models: [xgboost, cnn-lstm]
        horizons: [4]
        batch_size: 128
        train_bars: 1500
        seed: 7
        simulation: {coins: 1, timeframe: 1h, bars: 10000, seed: 7, signal: {probability: 0.05, horizon: 4, net_sharpe: 8}}
        model_settings:
          xgboost: {rounds: 10, max_depth: 2}
          cnn-lstm: {lookback: 8, hidden_size: 8, conv_channels: 4}
        search:
          trials: 4
          folds: 2
          epochs: 2
          top_n: 1
          extend_folds: 2
          extend_epochs: 3
          keep_checkpoints: 1
          spaces:
            cnn-lstm:
              lookback: {low: 8, high: 16, step: 8}
              hidden_size: {low: 8, high: 16, step: 8}
              conv_channels: {low: 4, high: 8, step: 4}
        """;
}

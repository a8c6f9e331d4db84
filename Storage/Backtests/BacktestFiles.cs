using Huracan.Contracts.Reports;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Quality.Metrics;
using Huracan.Engine.Reports;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Backtests;

/// <summary>A backtest as files: trades, equity, ledger and metrics.</summary>
public static class BacktestFiles
{
    /// <summary>Writes them into a folder, each whole or not at all.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static void Write(string folder, CandleSeries candles, BacktestResult result)
    {
        var files = new RunFolder(folder);
        files.WriteCsv(StageOutputs.Trades, BacktestTables.Trades(result.Trades));
        files.WriteCsv(StageOutputs.Equity, BacktestTables.Equity(candles, result));
        files.WriteCsv("ledger.csv", BacktestTables.Ledger(result));
        files.WriteJson(StageOutputs.TradingMetrics, TradingMetrics.Of(result, candles.Timeframe));
    }
}

using Huracan.Contracts;
using Huracan.Engine.Backtest;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;

namespace Huracan.Storage.Backtests;

/// <summary>A CSV file of signals: <c>time, signal</c> and, if there, <c>quantity, stop, target</c>.</summary>
public static class SignalFile
{
    private static readonly string[] Time = ["time", "open_time", "timestamp", "datetime", "date"];
    private static readonly string[][] Required = [["signal", "side"]];
    private const int StopColumn = 1;

    private static readonly string[][] Optional = [["quantity"], ["stop"], ["target"]];

    /// <summary>
    /// Reads the file for these candles. A time is the open time of the bar at whose close the signal is made; bars without a row
    /// repeat the signal of the row before, or are flat before the first.
    /// </summary>
    /// <exception cref="InputRefusedException">
    /// A cell cannot be read, a signal is not -1, 0 or 1, a quantity, stop or target is not positive, a stop is not below 1, or a time is
    /// no candle's, out of order or twice.
    /// </exception>
    public static SignalSeries Read(string path, CandleSeries candles, CancellationToken cancellationToken)
    {
        var csv = CsvNumbers.Read(path, Time, Required, Optional, cancellationToken);
        var sides = new sbyte[candles.Count];
        var levels = Optional.Select(_ => Enumerable.Repeat(double.NaN, candles.Count).ToArray()).ToArray();
        var from = 0;
        for (var row = 0; row < csv.Times.Length; row++)
        {
            var bar = candles.IndexOf(csv.Times[row]);
            if (bar < 0)
                throw Refuse(csv, row, $"no candle of {candles.Unit} opens at {UtcTime.Format(csv.Times[row])}");
            if (bar < from)
                throw Refuse(csv, row, $"{UtcTime.Format(csv.Times[row])} comes after a later or equal time; rows must be in order");
            if (csv.Numbers[0][row] is not (-1 or 0 or 1))
                throw Refuse(csv, row, $"the signal is {csv.Numbers[0][row]}; it must be -1, 0 or 1");
            var until = row + 1 < csv.Times.Length ? candles.IndexOf(csv.Times[row + 1]) : candles.Count;
            for (var i = bar; i < until; i++)
                sides[i] = (sbyte)csv.Numbers[0][row];
            for (var column = 0; column < levels.Length; column++)
                Spread(csv, row, column, bar, until, levels[column]);
            from = bar + 1;
        }
        return new SignalSeries(sides, levels[0], levels[1], levels[2]);

        InputRefusedException Refuse(CsvNumbers file, int row, string error) => new($"{path}, row {file.Lines[row]}: {error}.");

        void Spread(CsvNumbers file, int row, int column, int bar, int until, double[] level)
        {
            var value = file.Numbers[column + 1][row];
            if (value <= 0 || double.IsInfinity(value))
                throw Refuse(file, row, $"the {Optional[column][0]} is {value}; it must be positive, or empty for none");
            if (value >= 1 && column == StopColumn)
                throw Refuse(file, row, $"the stop is {value}; it is a fraction of the entry price, such as 0.02, and must be below 1");
            for (var i = bar; i < until; i++)
                level[i] = value;
        }
    }
}

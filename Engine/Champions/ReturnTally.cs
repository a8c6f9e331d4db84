using System.Text.Json.Serialization;
using Huracan.Engine.Quality.Metrics;

namespace Huracan.Engine.Champions;

/// <summary>What the guards need of a model's net returns, updated bar by bar.</summary>
/// <param name="Bars">Number of returns.</param>
/// <param name="Sum">Σ r.</param>
/// <param name="Squares">Σ r².</param>
/// <param name="Cubes">Σ r³.</param>
/// <param name="Fourths">Σ r⁴.</param>
/// <param name="Equity">Π (1 + r).</param>
/// <param name="Peak">Highest equity, 1 or more.</param>
/// <param name="Drawdown">Deepest fall from the peak so far, as a fraction of it.</param>
/// <param name="Trades">Closed trades.</param>
public readonly record struct ReturnTally(
    int Bars, double Sum, double Squares, double Cubes, double Fourths, double Equity, double Peak, double Drawdown, int Trades)
{
    /// <summary>Before the first bar.</summary>
    public static ReturnTally Start { get; } = new(0, 0, 0, 0, 0, 1, 1, 0, 0);

    /// <summary>Sharpe ratio per bar and the moments of its standard error.</summary>
    [JsonIgnore]
    public SharpeStatistics Statistics
    {
        get
        {
            var n = (double)Bars;
            var mean = Sum / n;
            // Power sums lose digits where the mean is large beside the deviation, which returns per bar are far from.
            var two = Squares - n * mean * mean;
            if (!(two > 1e-13 * Squares))
                return new SharpeStatistics(Bars, mean, Bars < 2 ? double.NaN : 0, double.NaN, double.NaN);
            var three = Cubes - 3 * mean * Squares + 2 * n * mean * mean * mean;
            var four = Fourths - 4 * mean * Cubes + 6 * mean * mean * Squares - 3 * n * mean * mean * mean * mean;
            var variance = two / n;
            return new SharpeStatistics(
                Bars, mean, Math.Sqrt(two / (n - 1)), three / n / Math.Pow(variance, 1.5), four / n / (variance * variance));
        }
    }

    /// <summary>The tally after more bars.</summary>
    /// <param name="returns">Net returns of bars.</param>
    /// <param name="trades">Trades closed in them.</param>
    public ReturnTally Add(IReadOnlyList<double> returns, int trades)
    {
        var tally = this;
        foreach (var r in returns)
        {
            var equity = tally.Equity * (1 + r);
            var peak = Math.Max(tally.Peak, equity);
            tally = new ReturnTally(
                tally.Bars + 1, tally.Sum + r, tally.Squares + r * r, tally.Cubes + r * r * r, tally.Fourths + r * r * r * r,
                equity, peak, Math.Max(tally.Drawdown, 1 - equity / peak), tally.Trades);
        }
        return tally with { Trades = tally.Trades + trades };
    }
}

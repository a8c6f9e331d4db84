using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Datasets.Simulation;

/// <summary>
/// A dataset of the simulated market: 70 % of each symbol's rows are train, 15 % validation, 15 % test, purged between, and scaled by what
/// is fitted on train; or with a fault that was asked for.
/// </summary>
/// <param name="options">What it looks like.</param>
/// <param name="recipe">Its features.</param>
public sealed class SimulatedDataset(SimulatedDatasetOptions options, FeatureRecipe recipe)
{
    private const double TrainShare = 0.7;
    private const double ValidationShare = 0.15;
    private const double FlatShare = 0.25; // of a horizon's volatility: classes of about the same size

    private readonly int purge = options.Leak == PlantedLeak.Purge ? 0 : 1 + options.Horizons.Max();
    private readonly float[] values = new float[options.Rows * recipe.Names.Count];
    private readonly long[] times = new long[options.Rows];
    private readonly HorizonLabels[] labels = [
        .. options.Horizons.Order().Select(horizon => new HorizonLabels(horizon, new sbyte[options.Rows], new float[options.Rows])),
    ];

    /// <summary>Makes it; the same options give the same numbers.</summary>
    /// <param name="cancellationToken">Stops before the next symbol.</param>
    /// <exception cref="InputRefusedException">Candles are so extreme that a feature is not finite.</exception>
    public TemporalDataset Make(CancellationToken cancellationToken)
    {
        var most = (options.Rows + options.Symbols - 1) / options.Symbols;
        var market = new SimulatedMarket(new SimulatorOptions
        {
            Coins = options.Symbols,
            Timeframe = options.Timeframe,
            Bars = FirstBar + most + 2 * purge + 1 + options.Horizons.Max(),
            Seed = options.Seed,
            Signal = options.NetSharpe > 0 ? new PlantedSignal { Probability = 0.05, NetSharpe = options.NetSharpe } : null,
        });
        var bitcoin = Candles(market, "BTCUSDT", cancellationToken);
        var symbols = new List<DatasetSymbol>();
        foreach (var coin in market.Coins.Where(coin => coin != bitcoin.Coin))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = symbols.Count == 0 ? 0 : symbols[^1].Rows.End;
            var count = options.Rows / options.Symbols + (symbols.Count < options.Rows % options.Symbols ? 1 : 0);
            var symbol = Parts(coin, start, count);
            Fill(symbol, Candles(market, coin, cancellationToken), bitcoin);
            symbols.Add(symbol);
        }
        if (options.Leak == PlantedLeak.Label)
            PlantLabel();
        var table = new FeatureTable(values, recipe.Names.Count);
        new ColumnScaler(options.Scaler).Scale(
            values, table.Features,
            [.. symbols.Select(symbol => options.Leak == PlantedLeak.Scaler ? symbol.Rows : symbol.Train)
                .SelectMany(rows => Enumerable.Range(rows.Start, rows.Length))]);
        return new TemporalDataset(recipe.Names, table, times, symbols, labels);
    }

    // Labels need a whole span of volatility behind them.
    private int FirstBar => Math.Max(recipe.WarmUp, new LabelOptions().VolatilitySpan + 1);

    private static CandleSeries Candles(SimulatedMarket market, string coin, CancellationToken cancellationToken)
    {
        var raw = market.Simulate(coin, cancellationToken).Candles;
        return new CandleSeries(raw.Coin, raw.Timeframe, raw.OpenTimes, raw.Open, raw.High, raw.Low, raw.Close, raw.Volume);
    }

    private static DatasetSymbol Parts(string name, int start, int count)
    {
        var validation = start + (int)(TrainShare * count);
        var test = validation + (int)(ValidationShare * count);
        return new DatasetSymbol(name, new BarRange(start, validation), new BarRange(validation, test), new BarRange(test, start + count));
    }

    private void Fill(DatasetSymbol symbol, CandleSeries candles, CandleSeries bitcoin)
    {
        var matrix = recipe.Compute(new FeatureInput(candles, bitcoin));
        LabelSet[] sets = Array.ConvertAll(labels, given => new ForwardReturnLabeler(
            new LabelOptions { Horizon = given.Horizon, VolatilityMultiple = FlatShare }).Label(candles));
        var bar = FirstBar;
        for (var row = symbol.Rows.Start; row < symbol.Rows.End; row++, bar++)
        {
            if (row == symbol.Validation.Start || row == symbol.Test.Start)
                bar += purge;
            times[row] = candles.OpenTimes[bar];
            for (var c = 0; c < matrix.Columns.Length; c++)
                values[row * matrix.Columns.Length + c] = (float)matrix.Columns[c][bar];
            for (var i = 0; i < labels.Length; i++)
                (labels[i].Classes[row], labels[i].Returns![row]) = (sets[i].Classes[bar], (float)sets[i].Returns[bar]);
        }
    }

    private void PlantLabel()
    {
        var random = new SeededRandom(options.Seed).Fork("leak");
        var (returns, features) = (labels[0].Returns!, recipe.Names.Count);
        var size = Math.Sqrt(FixedOrder.SumOfSquares(returns) / returns.Length);
        for (var row = 0; row < returns.Length; row++)
            values[row * features + features - 1] = (float)(returns[row] + size * random.NextGaussian());
    }
}

using Huracan.Contracts;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Quality.Confidence;

namespace Huracan.Tests.Engine.Quality.Confidence;

/// <summary>A simulated coin whose volatility may be another from one bar on, and a plain forecast of its return at every bar.</summary>
internal sealed class BrokenMarket
{
    public const int Horizon = 4;

    /// <summary>Forecasts that the rolling coverage is taken over.</summary>
    public const int Window = 100;

    private readonly bool normalised;

    /// <param name="seed">Seed of the coin.</param>
    /// <param name="bars">Its candles.</param>
    /// <param name="breakAt">Bar from which every move is <paramref name="factor"/> times as large.</param>
    /// <param name="factor">1 breaks nothing.</param>
    /// <param name="normalised">Whether scores are over trailing volatility.</param>
    public BrokenMarket(ulong seed, int bars, int breakAt, double factor, bool normalised = true)
    {
        this.normalised = normalised;
        BreakAt = breakAt;
        Candles = Broken(seed, bars, breakAt, factor);
        Labels = new ForwardReturnLabeler(new LabelOptions { Horizon = Horizon, DeadZone = 0.0014 }).Label(Candles);
        Bars = [.. Enumerable.Range(0, bars)];
        // A fifth of the last candle's move is expected back: wrong, as most forecasts are.
        Predictions = Array.ConvertAll(
            Bars, bar => new Prediction(0.3f, 0.4f, 0.3f, -0.2f * (float)Math.Log(Candles.Close[bar] / Candles.Open[bar])));
    }

    public int BreakAt { get; }

    public CandleSeries Candles { get; }

    public LabelSet Labels { get; }

    public int[] Bars { get; }

    public Prediction[] Predictions { get; }

    public ReturnInterval[] Spans => Array.ConvertAll(Predictions, p => new ReturnInterval(p.Value, p.Value));

    public double[] Volatility => normalised ? TrailingVolatility.Of(Candles) : [.. Bars.Select(_ => 1.0)];

    /// <summary>Intervals from a bar on that were begun from the forecasts before it.</summary>
    public IReadOnlyList<JudgedInterval> Intervals(int from, double rate = ConformalState.DefaultRate)
    {
        var replay = new IntervalReplay(Labels, Volatility);
        var state = ConformalState.Of(replay.Scores(Bars[..from], Spans[..from], from), rate: rate);
        return replay.Run(state, Bars[from..], Spans[from..], Bars.Length);
    }

    /// <summary>The same by one quantile that stays as it was learnt: split conformal prediction.</summary>
    public IReadOnlyList<JudgedInterval> FixedIntervals(int from)
    {
        var volatility = Volatility;
        double[] scores = [.. new IntervalReplay(Labels, volatility).Scores(Bars[..from], Spans[..from], from).Order()];
        var learnt = ConformalInterval.Of(scores, 0.1);
        return
        [
            .. Bars[from..].Where(Labels.Has).Select(bar =>
            {
                var interval = learnt.Around(Predictions[bar].Value, volatility[bar]);
                return new JudgedInterval(bar, interval, interval.Covers(Labels.Returns[bar]));
            }),
        ];
    }

    /// <summary>
    /// Bars from the break until the coverage of the last <see cref="Window"/> forecasts is back within 85 and 95 %: 0 where it is not left
    /// in the first so many bars behind the break, null where it does not come back.
    /// </summary>
    public int? Recovery(IReadOnlyList<JudgedInterval> judged)
    {
        var start = Enumerable.Range(0, judged.Count).First(i => judged[i].Bar >= BreakAt);
        bool IsIn(int i) => Enumerable.Range(i - Window + 1, Window).Count(k => judged[k].Covered) is >= 85 and <= 95;
        var left = Enumerable.Range(start, Window).FirstOrDefault(i => !IsIn(i), -1);
        if (left < 0)
            return 0;
        var back = Enumerable.Range(left, judged.Count - left).FirstOrDefault(IsIn, -1);
        return back < 0 ? null : judged[back].Bar - BreakAt;
    }

    private static CandleSeries Broken(ulong seed, int bars, int breakAt, double factor)
    {
        var market = new SimulatedMarket(new SimulatorOptions
        {
            Coins = 1,
            IncludeBitcoin = false,
            MarketShare = 0,
            Bars = bars,
            Timeframe = Timeframe.H1,
            Seed = seed,
        });
        var raw = market.Load(market.Coins[0], Timeframe.H1, CancellationToken.None);
        var anchor = raw.Close[breakAt - 1];
        double Moved(double price, int bar) => bar < breakAt ? price : anchor * Math.Pow(price / anchor, factor);
        double[] Column(double[] prices) => [.. prices.Select(Moved)];
        return new CandleSeries(
            raw.Coin, raw.Timeframe, raw.OpenTimes, Column(raw.Open), Column(raw.High), Column(raw.Low), Column(raw.Close), raw.Volume);
    }
}

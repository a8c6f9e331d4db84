using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>
/// A seeded market: regimes, clustered volatility, fat tails, a common factor, and where asked for a planted signal of known worth.
/// A coin's candles depend on the seed, its name and the options alone, not on which other coins there are or were read before.
/// </summary>
/// <remarks>
/// The return of a step is σ_coin·(√ρ·M + √(1−ρ)·I)/√steps, with M the market's and I the coin's own shock, each Gaussian given a
/// variance of long-run mean 1, and ρ the market share; the price is multiplied by 1 + return, hence a martingale in price.
/// A candle has steps between its open and close, and one more of 2 % of its variance from its close to the next open.
/// </remarks>
public sealed class SimulatedMarket : ICandleSource
{
    /// <summary>Share of a candle's variance between its close and the next open.</summary>
    private const double GapShare = 0.02;

    /// <summary>Largest size of one step's return; keeps prices positive and is symmetric, so that the mean stays 0.</summary>
    private const double LargestStep = 0.4;

    private const double EventRange = 2;
    private const double EventVolume = 40;
    private const double VolumeNoise = 0.35;

    private readonly SimulatorOptions options;
    private readonly double[] tail;
    private readonly Lazy<MarketFactor> market;

    /// <summary>A market of the given shape.</summary>
    /// <exception cref="InputRefusedException">An option is out of range.</exception>
    public SimulatedMarket(SimulatorOptions options)
    {
        options.Validate();
        this.options = options;
        tail = VolatilityProcess.TailOf(options.TailDegrees);
        market = new Lazy<MarketFactor>(() => new MarketFactor(options, tail));
        Coins = options.Symbols();
    }

    /// <inheritdoc/>
    public string Description => $"the simulator (seed {options.Seed})";

    /// <inheritdoc/>
    public string Vendor => "simulator";

    /// <inheritdoc/>
    public IReadOnlyList<string> Coins { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Timeframe> TimeframesOf(string coin) => Coins.Contains(coin) ? [options.Timeframe] : [];

    /// <inheritdoc/>
    public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
    {
        if (timeframe != options.Timeframe || !Coins.Contains(coin))
            throw new InputRefusedException(
                $"{Description} has no {coin} at {timeframe}; it has {Coins[0]} … {Coins[^1]} at {options.Timeframe}.");
        return Simulate(coin, cancellationToken).Candles;
    }

    /// <summary>
    /// Funding at every eighth hour UTC within the candles: an AR(1) around 0 with a standard deviation of 0.3 bp and at most 2 bp
    /// either way, far below any round trip's costs, so that collecting it is not profitable.
    /// </summary>
    public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken)
    {
        if (!Coins.Contains(coin))
            return null;
        const long interval = 8 * 3_600_000L;
        var start = options.Start.ToUnixTimeMilliseconds();
        var end = start + options.Bars * options.Timeframe.Milliseconds;
        var first = (start + interval - 1) / interval * interval;
        var count = end < first ? 0 : (int)((end - first) / interval) + 1;
        var random = new SeededRandom(options.Seed).Fork(coin).Fork("funding");
        var times = new long[count];
        var rates = new double[count];
        var state = random.NextGaussian();
        for (var i = 0; i < count; i++)
        {
            times[i] = first + i * interval;
            rates[i] = Math.Clamp(state * 3e-5, -2e-4, 2e-4);
            state = 0.8 * state + 0.6 * random.NextGaussian();
        }
        return new FundingSeries(coin, times, rates);
    }

    /// <summary>One coin with its ground truth, which models must not see.</summary>
    /// <exception cref="InputRefusedException">There is no such coin.</exception>
    public SimulatedPath Simulate(string coin, CancellationToken cancellationToken)
    {
        if (!Coins.Contains(coin))
            throw new InputRefusedException($"{Description} has no coin {coin}; it has {Coins[0]} … {Coins[^1]}.");
        var seeds = new SeededRandom(options.Seed).Fork(coin);
        var character = seeds.Fork("character");
        var spread = character.NextDouble();
        var isBitcoin = coin == "BTCUSDT";
        var annual = options.AnnualVolatility * (isBitcoin ? 0.75 : 0.75 * Math.Pow(1.8, spread));
        var startPrice = isBitcoin ? 40_000 : 0.1 * Math.Pow(10_000, character.NextDouble());
        // 100 million to 1 billion USDT a day, so that a gate on liquidity lets them pass.
        var barNotional = 1e8 * Math.Pow(10, isBitcoin ? 1 : character.NextDouble()) / (1440.0 / options.Timeframe.Minutes);

        var sigma = annual / Math.Sqrt(options.Timeframe.BarsPerYear);
        var signal = options.PerCoin.TryGetValue(coin, out var given) ? given.Signal : options.Signal;
        var drift = signal?.DriftPerBar(sigma, options.Timeframe) ?? 0;
        var own = new VolatilityProcess(options, tail, seeds.Fork("volatility"));
        var shocks = seeds.Fork("shocks");
        var volumes = seeds.Fork("volume");
        var signals = seeds.Fork("signal");
        var factor = options.MarketShare > 0 ? market.Value : null;
        var marketWeight = Math.Sqrt(options.MarketShare);
        var ownWeight = Math.Sqrt(1 - options.MarketShare);

        int n = options.Bars, steps = options.StepsPerBar;
        var events = new List<SimulatedEvent>();
        var raw = new RawCandles(
            coin, options.Timeframe, $"simulated {coin} (seed {options.Seed})",
            new long[n], new double[n], new double[n], new double[n], new double[n], new double[n]);
        var price = startPrice;
        var (direction, last) = (0, -1);
        for (var t = 0; t < n; t++)
        {
            if ((t & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            own.Next();
            var inTrade = t <= last;
            var isEvent = signal is not null && signals.NextDouble() < signal.Probability && !inTrade;
            var scale = isEvent ? EventRange : 1;
            var expected = 1 + (inTrade ? direction * drift : 0)
                + (factor is null ? own.Drift : options.MarketShare * factor.Drift(t) + (1 - options.MarketShare) * own.Drift);
            var stepDrift = Math.Pow(expected, 1.0 / steps);
            var stepSd = sigma * scale * Math.Sqrt((1 - GapShare) / steps);
            var ownSd = ownWeight * Math.Sqrt(own.Variance);

            double open = price, high = price, low = price;
            for (var k = 0; k < steps; k++)
            {
                price *= Step(
                    stepSd * (ownSd * shocks.NextGaussian() + (factor is null ? 0 : marketWeight * factor.Shock(t, k)))) * stepDrift;
                high = Math.Max(high, price);
                low = Math.Min(low, price);
            }
            var level = options.MarketShare * (factor?.Level(t) ?? 0) + (1 - options.MarketShare) * own.Level;
            raw.OpenTimes[t] = options.Start.ToUnixTimeMilliseconds() + t * options.Timeframe.Milliseconds;
            (raw.Open[t], raw.High[t], raw.Low[t], raw.Close[t]) = (open, high, low, price);
            raw.Volume[t] = barNotional / open * Math.Sqrt(level) * Math.Exp(
                VolumeNoise * volumes.NextGaussian()) * (isEvent ? EventVolume : 1);
            if (isEvent)
            {
                direction = price >= open ? 1 : -1;
                last = t + signal!.Horizon; // isEvent holds only with a signal
                events.Add(new SimulatedEvent(t, direction));
            }
            var gap = ownSd * shocks.NextGaussian() + (factor is null ? 0 : marketWeight * factor.Shock(t, steps));
            price *= Step(sigma * scale * Math.Sqrt(GapShare) * gap);
        }
        if (given?.TradedBars is { } traded)
            EndTrading(raw, traded);
        return new SimulatedPath(raw, [.. events.TakeWhile(item => item.Bar < (given?.TradedBars ?? n))], sigma, drift);
    }

    private static void EndTrading(RawCandles raw, int traded)
    {
        for (var t = traded; t < raw.Close.Length; t++)
        {
            raw.Open[t] = raw.High[t] = raw.Low[t] = raw.Close[t] = raw.Close[traded - 1];
            raw.Volume[t] = 0;
        }
    }

    private static double Step(double change) => 1 + Math.Clamp(change, -LargestStep, LargestStep);
}

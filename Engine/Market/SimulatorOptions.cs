using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>
/// What the simulated market looks like. With the regimes' drifts at 0, as by default, and without a signal, every price is a
/// martingale in <em>price</em>, not in log price: the expected simple return of any position over any time is 0, so that no strategy
/// earns by drift. (The expected log return of a candle is then −σ²/2, less than a tenth of a basis point at 15m.)
/// </summary>
public sealed record SimulatorOptions : IValidatableObject
{
    /// <summary>Seed of the whole market.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of coins named SIM001USDT and on; 0 to 999. Default 8.</summary>
    public int Coins { get; init; } = 8;

    /// <summary>Whether BTCUSDT is among the coins. Default true.</summary>
    public bool IncludeBitcoin { get; init; } = true;

    /// <summary>Timeframe of the candles made. Default 15m.</summary>
    public Timeframe Timeframe { get; init; } = Timeframe.M15;

    /// <summary>Candles per coin; 1 to 5,000,000. Default 35,040, a year of 15m.</summary>
    public int Bars { get; init; } = 35_040;

    /// <summary>Open time of the first candle, on the timeframe's grid. Default 2024-01-01 UTC.</summary>
    public DateTimeOffset Start { get; init; } = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Standard deviation of a typical coin's return over a year, as a fraction; each coin has its own, 0.75 to 1.35 times this.
    /// 0.01 to 5, default 0.7.
    /// </summary>
    public double AnnualVolatility { get; init; } = 0.7;

    /// <summary>
    /// Share of each coin's variance that the common market factor makes; 0 gives independent coins. 0 to 0.95, default 0.5.
    /// </summary>
    public double MarketShare { get; init; } = 0.5;

    /// <summary>Degrees of freedom of Student's t for a candle's return given its volatility; 3 to 100. Default 4.</summary>
    public double TailDegrees { get; init; } = 4;

    /// <summary>
    /// Standard deviation of the log variance around its regime's level; 0 to 2, default 0.8. This is the clustering of volatility.
    /// </summary>
    public double VolatilityOfLogVariance { get; init; } = 0.8;

    /// <summary>Days in which a shock to the log variance halves; positive. Default 0.5.</summary>
    public double VolatilityHalfLifeDays { get; init; } = 0.5;

    /// <summary>Steps of the price path inside a candle, which make its high and low; 2 to 1,000. Default 8.</summary>
    public int StepsPerBar { get; init; } = 8;

    /// <summary>Regimes the market switches between as a Markov chain, any other being equally likely next; one or more.</summary>
    public IReadOnlyList<SimulatedRegime> Regimes { get; init; } =
        [
            new() { Name = "calm", Volatility = 0.6, MeanDays = 12 },
            new() { Name = "normal", Volatility = 1, MeanDays = 8 },
            new() { Name = "wild", Volatility = 2, MeanDays = 2 },
        ];

    /// <summary>Signal planted into every coin; null plants none.</summary>
    public PlantedSignal? Signal { get; init; }

    /// <summary>Coins with settings of their own, by symbol.</summary>
    public IReadOnlyDictionary<string, SimulatedCoin> PerCoin { get; init; } = new Dictionary<string, SimulatedCoin>();

    /// <summary>Symbols of the market, in ordinal order.</summary>
    internal IReadOnlyList<string> Symbols()
    {
        var coins = Enumerable.Range(1, Coins).Select(i => $"SIM{i:000}USDT");
        return [.. (IncludeBitcoin ? coins.Prepend("BTCUSDT") : coins).Order(StringComparer.Ordinal)];
    }

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="InputRefusedException">Names every value and its rule.</exception>
    public void Validate()
    {
        var errors = OptionErrors.Of(this, "simulation")
            .Concat(Regimes.SelectMany((regime, i) => OptionErrors.Of(regime, $"simulation.regimes[{i}]")))
            .Concat(Signal is null ? [] : OptionErrors.Of(Signal, "simulation.signal"))
            .Concat(PerCoin.SelectMany(pair => OptionErrors.Of(pair.Value, $"simulation.per_coin.{pair.Key}")))
            .Concat(PerCoin.Where(pair => pair.Value.Signal is not null).SelectMany(pair =>
                OptionErrors.Of(pair.Value.Signal!, $"simulation.per_coin.{pair.Key}.signal")))
            .Concat(UnknownCoins()).ToArray();
        if (errors.Length > 0)
            throw new InputRefusedException(string.Join(Environment.NewLine, errors));
    }

    private bool HasCoins => Coins is >= 0 and <= 999 && (Coins > 0 || IncludeBitcoin);

    private IEnumerable<string> UnknownCoins()
    {
        if (PerCoin.Count == 0 || !HasCoins)
            return [];
        var symbols = Symbols();
        return PerCoin.Keys.Except(symbols).Select(coin =>
            $"'simulation.per_coin' has {coin}, which the market has not{NearestName.Hint(coin, symbols)}; it has {symbols[0]} … "
                + $"{symbols[^1]}.");
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var errors = new List<ValidationResult>();
        void Require(bool ok, string name, object value, string rule)
        {
            if (!ok)
                errors.Add(new ValidationResult($"is {value}; it must {rule}.", [name]));
        }
        Require(HasCoins, nameof(Coins), Coins, "lie in [0, 999], and there must be at least one coin");
        Require(Timeframe.Minutes is >= 1 and <= 1440 && 1440 % Timeframe.Minutes == 0, nameof(Timeframe), Timeframe, "divide a day");
        Require(Bars is >= 1 and <= 5_000_000, nameof(Bars), Bars, "lie in [1, 5000000]");
        if (Timeframe.Minutes > 0)
            Require(
                Start.ToUnixTimeMilliseconds() % Timeframe.Milliseconds == 0, nameof(Start), Start, $"be a multiple of {Timeframe} in UTC");
        Require(AnnualVolatility is >= 0.01 and <= 5, nameof(AnnualVolatility), AnnualVolatility, "lie in [0.01, 5]");
        Require(MarketShare is >= 0 and <= 0.95, nameof(MarketShare), MarketShare, "lie in [0, 0.95]");
        Require(TailDegrees is >= 3 and <= 100, nameof(TailDegrees), TailDegrees, "lie in [3, 100]");
        Require(VolatilityOfLogVariance is >= 0 and <= 2, nameof(VolatilityOfLogVariance), VolatilityOfLogVariance, "lie in [0, 2]");
        Require(VolatilityHalfLifeDays is > 0 and <= 365, nameof(VolatilityHalfLifeDays), VolatilityHalfLifeDays, "lie in (0, 365]");
        Require(StepsPerBar is >= 2 and <= 1_000, nameof(StepsPerBar), StepsPerBar, "lie in [2, 1000]");
        if (errors.Count == 0)
            Require(
                (long)Bars * (StepsPerBar + 1) <= 500_000_000, nameof(StepsPerBar), StepsPerBar,
                $"make at most 500 million steps in {Bars} bars");
        Require(Regimes.Count > 0, nameof(Regimes), "empty", "hold at least one regime");
        return errors;
    }
}

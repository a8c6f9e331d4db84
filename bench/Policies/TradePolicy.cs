using Huracan.Engine.Backtest;
using Huracan.Engine.Pipeline.Units;

namespace Huracan.Bench.Policies;

/// <summary>A way to trade forecasts. All its numbers are taken from validation.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Share">Share of the bars of validation whose forecasts are strong enough to enter on.</param>
/// <param name="LeaveShare">With hysteresis: a position is left when the forecast is weaker than this share of the bars; 1 leaves when it
/// turns.</param>
internal sealed record TradePolicy(PolicyKind Kind, double Share, double LeaveShare = double.NaN)
{
    private static readonly double[] Shares = [0.5, 0.2, 0.1, 0.05, 0.02];

    /// <summary>Every policy that is tried.</summary>
    public static IReadOnlyList<TradePolicy> All { get; } =
    [
        new(PolicyKind.AsTheRun, double.NaN),
        .. Shares.Select(share => new TradePolicy(PolicyKind.Extremes, share)),
        .. Shares.Select(share => new TradePolicy(PolicyKind.Maker, share)),
        .. Shares.Select(share => new TradePolicy(PolicyKind.Sized, share)),
        .. Shares.Take(4).SelectMany(share => new[] { 1.0, 0.7 }.Select(leave => new TradePolicy(PolicyKind.Hysteresis, share, leave))),
    ];

    /// <summary>Trades a part of the time.</summary>
    public BacktestResult Trade(RunForecasts candidate, PartForecasts part)
    {
        var strength = Array.ConvertAll(candidate.Validation.Scores(), Math.Abs).Order().ToArray();
        var (candles, costs) = (candidate.Data.Candles, candidate.Data.Costs(candidate.Options));
        var exit = Kind == PolicyKind.Hysteresis ? ExitPolicy.FollowSignal : ExitPolicy.HoldBars(candidate.Horizon);
        var entry = Kind == PolicyKind.Maker
            ? EntryPolicy.Maker(Math.Max(1, candidate.Horizon / 4), costs.HalfSpreadBps)
            : EntryPolicy.Taker;
        var options = new BacktestOptions { Latency = candidate.Options.Latency, Exit = exit, Entry = entry, Costs = costs };
        return Backtester.Run(candles, part.Range, Signals(), candidate.Data.Funding, options);

        SignalSeries Signals()
        {
            if (Kind == PolicyKind.AsTheRun)
                return ForecastSignals.From(
                    candles.Count, part.Bars, part.Predictions, candidate.EntryThreshold,
                    UnitTrading.Levels(candidate.Options, candles, candidate.Horizon));
            var (enter, leave, full) = (Quantile(1 - Share), LeaveShare < 1 ? Quantile(1 - LeaveShare) : 0, Quantile(0.99));
            var (sides, quantities) = (new sbyte[candles.Count], new double[candles.Count]);
            Array.Fill(quantities, double.NaN);
            var scores = part.Scores();
            var held = 0;
            for (var i = 0; i < scores.Length; i++)
            {
                var (bar, side) = (part.Bars[i], Math.Sign(scores[i]));
                if (Math.Abs(scores[i]) >= enter)
                    held = side;
                else if (Kind != PolicyKind.Hysteresis || side != held || Math.Abs(scores[i]) < leave)
                    held = 0;
                sides[bar] = (sbyte)held;
                if (Kind == PolicyKind.Sized && held != 0)
                    quantities[bar] = options.InitialCapital * Math.Min(1, Math.Abs(scores[i]) / full) / candles.Close[bar];
            }
            return new SignalSeries(sides, Kind == PolicyKind.Sized ? quantities : null);
        }

        double Quantile(double share) => strength[Math.Clamp((int)(share * strength.Length), 0, strength.Length - 1)];
    }
}

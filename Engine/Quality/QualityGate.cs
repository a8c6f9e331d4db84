using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Quality;

/// <summary>Decides by the thresholds file of its timeframe whether a forecast may be traded. Thread-safe.</summary>
public sealed class QualityGate
{
    private readonly ThresholdsFile file;
    private readonly GateOptions options;

    /// <summary>Takes a thresholds file.</summary>
    /// <param name="file">The coins' thresholds.</param>
    /// <param name="options">Overrides; null takes the defaults.</param>
    /// <exception cref="InputRefusedException">A coin's entry or the guard's settings break a rule; the message
    /// names coin, key and value.</exception>
    public QualityGate(ThresholdsFile file, GateOptions? options = null)
    {
        foreach (var (coin, entry) in file.Coins)
        {
            if (!(entry.Score0100 is >= 0 and <= 100))
                throw Refuse(coin, "score_0_100", entry.Score0100, "must lie in [0, 100]");
            if (!(entry.MinConfidence is >= 0 and <= 1))
                throw Refuse(coin, "min_confidence", entry.MinConfidence, "must lie in [0, 1]");
            if (entry.Status != entry.Action)
                throw Refuse(coin, "status", entry.Status, $"differs from action, {entry.Action}");
        }
        Guard = new VolatilityGuard(file.VolatilityGuard);
        this.file = file;
        this.options = options ?? new GateOptions();
    }

    /// <summary>What raises the least confidences in wild markets, as the file sets it.</summary>
    public VolatilityGuard Guard { get; }

    /// <summary>Decides on one forecast.</summary>
    /// <param name="symbol">Coin, spelt as in the file.</param>
    /// <param name="confidence">Probability of the forecast class; NaN never trades.</param>
    /// <param name="volatility">Current over usual volatility, as <see cref="Guard"/> gives it, which may raise the least
    /// confidence. Default NaN: not known, no raise.</param>
    /// <returns>
    /// ACTIVE trades at full size, CAUTION at half, WARMUP and NO_TRADE not at all; an unknown symbol is NO_TRADE. With the gate switched
    /// off everything trades at full size, and the decision still shows the coin's action.
    /// </returns>
    public GateDecision ShouldTrade(string symbol, double confidence, double volatility = double.NaN)
    {
        var entry = file.Coins.GetValueOrDefault(symbol);
        if (!options.Enabled)
            return Decide(entry, true, "the quality gate is switched off", 1);
        if (entry is null)
            return Decide(null, false, $"{symbol} is not in the thresholds file of {file.Timeframe}", 0);
        if (entry.Action == GateAction.NoTrade)
            return Decide(entry, false, entry.Reason, 0);
        var least = options.MinConfidence ?? entry.MinConfidence;
        var raise = Guard.Raise(least, volatility);
        var note = raise > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"; the least confidence is raised from {least:0.###} to {least + raise:0.###}: "
                + $"volatility is {volatility:0.#} times the usual")
            : "";
        if (!(confidence >= least + raise))
            return Decide(
                entry, false,
                string.Create(CultureInfo.InvariantCulture, $"confidence {confidence:0.###} is below {least + raise:0.###}{note}"), 0);
        return entry.Action switch
        {
            GateAction.Active => Decide(entry, true, entry.Reason + note, 1),
            GateAction.Caution => Decide(entry, true, entry.Reason + note, 0.5),
            _ => Decide(entry, false, $"on paper only: {entry.Reason}{note}", 0),
        };
    }

    /// <summary>Adds the decision to each signal, in order; a flat one (side 0) is filtered as such.</summary>
    public IReadOnlyList<GatedSignal> FilterSignals(IEnumerable<TradeSignal> signals)
    {
        var gated = new List<GatedSignal>();
        foreach (var signal in signals)
        {
            var decision = ShouldTrade(signal.Symbol, signal.Confidence);
            if (signal.Side == 0 && decision.ShouldTrade)
                decision = decision with { ShouldTrade = false, SizeFactor = 0, Reason = "the forecast is flat" };
            gated.Add(new GatedSignal(signal, decision, decision.ShouldTrade ? null : decision.Reason));
        }
        return gated;
    }

    private static GateDecision Decide(CoinThreshold? entry, bool trade, string reason, double size) => new(
        trade, entry?.Action ?? GateAction.NoTrade, reason, entry?.Score0100 ?? 0, entry?.QualityTier ?? QualityTier.Rejected, size);

    private static InputRefusedException Refuse(string coin, string key, object value, string rule) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Thresholds of {coin}: {key} is {value}; it {rule}."));
}

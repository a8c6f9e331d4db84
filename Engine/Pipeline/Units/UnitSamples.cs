using Huracan.Contracts.Preflight;
using Huracan.Contracts;
using Huracan.Engine.Backtest;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Units;

/// <summary>
/// Splits and labels a unit's bars. Needs no computed features, so that the check before a run and the run
/// itself use the same rule.
/// </summary>
/// <param name="options">What the run computes.</param>
/// <param name="features">Its feature sets.</param>
/// <param name="registry">The model families there are.</param>
public sealed class UnitSamples(RunOptions options, FeatureSets features, ModelRegistry registry)
{
    /// <summary>The unit, blocked where it has too few labelled samples for a horizon of the run.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="bitcoin">Bitcoin's candles of the same timeframe; null where there are none.</param>
    public UnitSeries Judge(UnitSeries unit, CandleSeries? bitcoin)
    {
        if (unit.Series is null)
            return unit;
        try
        {
            var parts = Parts(new FeatureInput(unit.Series, bitcoin));
            foreach (var horizon in options.HorizonsOf(unit.Unit.Timeframe))
                PartSamples.Require(unit.Unit, parts, Labels(options, options.Costs, unit.Series, horizon)); // costs change no count
            return unit;
        }
        catch (InputRefusedException refused)
        {
            return unit with
            {
                Preflight = unit.Preflight.BlockedBy(new Finding("too_few_samples", FindingSeverity.Blocking, 1, refused.Message)),
            };
        }
    }

    /// <summary>The four parts: they begin at the same bar for every family, so that all are compared on the same parts of time.</summary>
    /// <exception cref="InputRefusedException">Too few bars are left behind the warm-up.</exception>
    public FourParts Parts(FeatureInput input)
    {
        var first = options.Models.Max(name => FirstBar(registry[name], input));
        return first < input.Count
            ? FourParts.Split(new BarRange(first, input.Count), options.Parts)
            : throw new InputRefusedException(
                $"{input.Candles.Unit} has {input.Count} candles, and features and models look back over the first {first}: bring a longer "
                    + "history.");
    }

    /// <summary>Labels of a horizon. A move smaller than the costs of a round trip counts as flat in every labelling.</summary>
    /// <param name="options">What the run computes.</param>
    /// <param name="costs">What trading the unit costs.</param>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="horizon">Bars.</param>
    public static LabelSet Labels(RunOptions options, CostOptions costs, CandleSeries candles, int horizon)
    {
        var deadZone = costs.RoundTripBps / 1e4;
        if (options.Labels == LabelKind.ForwardReturn)
            return new ForwardReturnLabeler(new LabelOptions { Horizon = horizon, Latency = options.Latency, DeadZone = deadZone })
                .Label(candles);
        var barriers = new TripleBarrierOptions { Horizon = horizon, Latency = options.Latency, MinReturn = deadZone };
        return options.PrimaryRule() is { } rule
            ? new MetaLabeler(barriers).Label(candles, rule.Sides(candles))
            : new TripleBarrierLabeler(barriers).Label(candles);
    }

    // Where settings are searched, the longest possible lookback: every trial is evaluated on the same bars.
    private int FirstBar(ModelFamily family, FeatureInput input) =>
        features.Recipe(options.FeatureSetOf(family)).For(input).WarmUp
            + options.Search.LongestLookback(registry, family, options.SettingsOf(family)) - 1;
}

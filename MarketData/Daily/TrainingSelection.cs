using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Factory;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Retraining;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;

namespace Huracan.MarketData.Daily;

/// <summary>Chooses the units that are trained anew: those without a model, and those whose model is old.</summary>
/// <param name="source">The candles there are now.</param>
/// <param name="options">When a model is old.</param>
/// <param name="find">The model of a unit; null where it has none.</param>
public sealed class TrainingSelection(
    ICandleSource source, RetrainOptions options, Func<UnitId, CancellationToken, Task<KnownModel?>> find)
{
    private readonly SeriesPicker picker = new(source, new PreflightOptions { ShortBlocks = false });
    private readonly RetrainRules rules = new(options);

    /// <summary>Judges units. One without usable candles is not chosen.</summary>
    public async Task<IReadOnlyList<TrainingChoice>> ChooseAsync(IReadOnlyList<UnitId> units, CancellationToken cancellationToken)
    {
        var choices = new List<TrainingChoice>();
        var bitcoins = new Dictionary<Timeframe, CandleSeries?>();
        foreach (var unit in units)
        {
            var candles = picker.Pick(unit.Coin, unit.Timeframe, cancellationToken).Series;
            if (!bitcoins.TryGetValue(unit.Timeframe, out var bitcoin) && source.Coins.Contains(RunPlan.Bitcoin))
                bitcoins[unit.Timeframe] = bitcoin = picker.Pick(RunPlan.Bitcoin, unit.Timeframe, cancellationToken).Series;
            if (candles is not { Count: > 0 })
            {
                choices.Add(new TrainingChoice(
                    unit.Coin, unit.Timeframe, RetrainReason.None, "its candles are blocked by the preflight", default));
                continue;
            }
            var model = await find(unit, cancellationToken);
            var verdict = rules.Judge(unit, Span(model), Newest(candles), () => Drift(model!, candles, bitcoin)); // asked for models only
            choices.Add(new TrainingChoice(
                unit.Coin, unit.Timeframe, verdict.Reason, verdict.Text, DateTimeOffset.FromUnixTimeMilliseconds(candles.EndTime)));
        }
        return choices;
    }

    /// <summary>
    /// The run of the factory that trains what was chosen of a timeframe, and reads the candles of the others where a champion is to be
    /// judged by them or a challenger waits; null where there is neither. Its data ends with the newest candle.
    /// </summary>
    /// <param name="factory">The factory; its only timeframe will be that one.</param>
    /// <param name="universe">The coins that are worth a model.</param>
    /// <param name="timeframe">The timeframe.</param>
    /// <param name="choices">The units of that timeframe.</param>
    /// <param name="contended">Units with a champion, or a challenger that waits.</param>
    /// <param name="occurrence">When it was due, UTC; names the version.</param>
    /// <exception cref="InputRefusedException">The file of settings is missing or refused.</exception>
    public static RunOptions? RunOf(
        FactoryOptions factory, CoinUniverse universe, Timeframe timeframe, IReadOnlyList<TrainingChoice> choices,
        IReadOnlyCollection<UnitId> contended, DateTimeOffset occurrence)
    {
        factory.Timeframes = [timeframe];
        var due = choices.Where(choice => choice.Reason != RetrainReason.None).ToList();
        var compared = choices.Where(choice => choice is { Reason: RetrainReason.None, HasCandles: true }
            && contended.Contains(new UnitId(choice.Coin, choice.Timeframe))).ToList();
        if (due.Count + compared.Count == 0)
            return null;
        var run = factory.ToRun(YamlFile.Load<RunOptions>(factory.Settings), universe);
        run.Coins = [.. due.Concat(compared).Select(choice => choice.Coin)];
        run.OnlyCompared = [.. compared.Select(choice => choice.Coin)];
        run.To = Instant.Of(due.Concat(compared).Max(choice => choice.DataEnd));
        run.AsOf = null;
        run.Version = string.Create(CultureInfo.InvariantCulture, $"daily-{occurrence.UtcDateTime:yyyyMMdd}-{timeframe}");
        return run;
    }

    private FeatureDrift? Drift(KnownModel model, CandleSeries candles, CandleSeries? bitcoin)
    {
        var input = new FeatureInput(candles, bitcoin);
        var matrix = model.Features.Recipe(model.Meta.FeatureSet).For(input).Compute(input);
        var span = Span(model)!; // of a model
        return FeatureDrift.Of(matrix, span.Seen(candles), span.New(candles), options.DriftLevel);
    }

    private static ModelSpan? Span(KnownModel? model) =>
        model is null ? null : new ModelSpan(model.Meta.TrainedFrom, model.Meta.TrainedTo, model.DataTo);

    private static DateTimeOffset Newest(CandleSeries candles) => DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTimes[^1]);
}

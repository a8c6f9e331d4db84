using Huracan.Contracts;
using Huracan.Engine.Backtest;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Market;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Leakage.Units;

/// <summary>
/// Our own pipeline of one unit as a subject: the stages of a run themselves, not a copy of them. Features are those of all sets together,
/// with the regimes; what is fitted is one candidate, from its scaler to the entry threshold, with the canary as one more feature.
/// </summary>
/// <param name="options">What a run computes; the first of its models and horizons is taken.</param>
/// <param name="features">The feature sets.</param>
/// <param name="families">The model families.</param>
/// <param name="folders">Makes an empty run folder for each fit.</param>
public sealed class UnitLeakSubject(RunOptions options, FeatureSets features, ModelRegistry families, Func<IRunFolder> folders)
{
    private readonly ModelFamily family = families[options.Models[0]];

    /// <summary>The subject for a unit's market.</summary>
    /// <param name="market">The whole market: the parts of time are fixed by its length.</param>
    /// <param name="cancellationToken">Stops within one training batch.</param>
    /// <exception cref="InputRefusedException">Too few bars or labelled samples.</exception>
    public LeakSubject Of(LeakMarket market, CancellationToken cancellationToken)
    {
        var parts = new UnitSamples(options, features, families).Parts(Input(market));
        var horizon = options.HorizonsOf(market.Candles.Timeframe)[0];
        PartSamples.Require(market.Candles.Unit, parts, UnitSamples.Labels(options, options.Costs, market.Candles, horizon));
        var regimes = new RegimeColumns(parts.Train);
        var whole = new Lazy<TrainedUnit>(() => Train(market, parts, horizon, ChainStage.Backtest, cancellationToken));
        // The market itself is asked for by several checks, and trained on once.
        TrainedUnit Trained(LeakMarket given, ChainStage last) =>
            ReferenceEquals(given, market) ? whole.Value : Train(given, parts, horizon, last, cancellationToken);
        return new LeakSubject(market.Candles.Unit.ToString())
        {
            Features = given => [.. FeatureColumns(given), .. regimes.Of(given.Candles)],
            Forecasts = given => Forecasts(Trained(given, ChainStage.Backtest), parts, given.Count),
            Labels = given => UnitSamples.Labels(options, options.Costs, given.Candles, horizon),
            Fit = given => [
                .. FittedFiles.Of(Trained(given, ChainStage.Final), parts),
                regimes.Fitted(given.Candles),
            ],
            Splits = given => UnitSplits.Of(
                parts, UnitSamples.Labels(options, options.Costs, given.Candles, horizon), given.Candles.Unit, WarmUp(given)),
            Fills = given => Fills(Trained(given, ChainStage.Backtest)),
        };
    }

    private static FeatureInput Input(LeakMarket market) => new(market.Candles, market.Bitcoin);

    private int WarmUp(LeakMarket market) => features.Recipe(options.FeatureSetOf(family)).For(Input(market)).WarmUp;

    // A feature that several sets have is one column.
    private List<KnownColumn> FeatureColumns(LeakMarket market)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var columns = new List<KnownColumn>();
        foreach (var set in options.PrimaryRule() is { } rule ? features.Names.Append(rule.Set) : features.Names)
        {
            var input = Input(market);
            var matrix = features.Recipe(set).For(input).Compute(input);
            columns.AddRange(
                matrix.Names.Select((name, i) => new KnownColumn(name, matrix.Columns[i])).Where(column => seen.Add(column.Name)));
        }
        return columns;
    }

    private TrainedUnit Train(LeakMarket market, FourParts parts, int horizon, ChainStage last, CancellationToken cancellationToken)
    {
        var folder = folders();
        var context = new RunContext(options, folder, folder, features, families) { Chain = new ChainOptions { Last = last } };
        var input = Input(market);
        var matrix = features.Recipe(options.FeatureSetOf(family)).For(input).Compute(input);
        var candidate = new Candidate(
            new UnitData(market.Candles.Unit, market.Candles, market.Bitcoin, market.Funding, "none"), family, horizon,
            matrix with { Names = [.. matrix.Names, "canary"], Columns = [.. matrix.Columns, market.Canary] },
            UnitSamples.Labels(options, options.Costs, market.Candles, horizon), parts,
            options.SettingsOf(family),
            UnitTrading.Backtester(options, options.Costs, market.Candles, market.Funding, horizon),
            UnitTrading.Levels(options, market.Candles, horizon));
        var stages = new StageRunner(folder, candidate.Root, null);
        var training = new ModelTraining(context, null);
        var best = new BestStage(context, stages, training).Run(candidate, cancellationToken);
        var trained = new FinalStage(context, stages, training, null).Run(candidate, best, cancellationToken);
        if (last >= ChainStage.Backtest)
            new BacktestStage(context, stages, training).Run(
                candidate, new FoundModel(candidate.PathOf(StageOutputs.FinalModel), trained, "the final model"), cancellationToken);
        return new TrainedUnit(context, candidate);
    }

    private static List<KnownColumn> Forecasts(TrainedUnit trained, FourParts parts, int count)
    {
        var forecasts = trained.TestForecasts();
        KnownColumn Column(string name, Func<Prediction, double> value)
        {
            var values = new double[count];
            Array.Fill(values, double.NaN);
            for (var i = 0; i < forecasts.Bars.Length; i++)
                values[forecasts.Bars[i]] = value(forecasts.Predictions[i]);
            return new KnownColumn(name, values, parts.Test.Start);
        }
        return
        [
            Column("forecast: expected return", forecast => forecast.Value),
            Column("forecast: up less down", forecast => forecast.Up - forecast.Down),
        ];
    }

    private List<SignalFill> Fills(TrainedUnit trained)
    {
        var candidate = trained.Candidate;
        var signals = candidate.Signals(trained.TestForecasts(), trained.EntryThreshold());
        var trades = candidate.Backtester.Run(candidate.Parts.Test, signals).Trades;
        return [.. trades.Select(trade => new SignalFill(trade.EntryBar - 1 - options.Latency, trade.EntryBar, trade.EntryPrice))];
    }
}

using System.Diagnostics;
using System.Text.Json.Serialization;
using Huracan.Contracts;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Training;
using MathNet.Numerics.Statistics;

namespace Huracan.Engine.Models.LogisticRegression;

/// <summary>
/// Multinomial logistic regression with an elastic net on the features of the bar itself: the simple model that others have to beat. A
/// round is one strength of the penalty, from the one at which no feature counts downwards; with validation the round of the least loss is
/// kept. It is solved, not drawn: every seed gives the same weights. A killed training goes on from the last tenth round.
/// </summary>
[ModelFamily("linear", FeatureSet = "wide")]
public sealed class LinearModel : IQuantileForecaster, ISearchable, IExplained
{
    private const string WeightsFile = "model.json";

    // Features that are nearly copies of each other let weights move for thousands of steps more, and no forecast with them.
    private const double Tolerance = 1e-5;
    private const int MostSteps = 300;

    private const int PartRounds = 10;

    private static readonly string[] ClassNames = ["down", "flat", "up"];

    private readonly ModelSettings settings;
    private readonly double l1Ratio;
    private readonly double least;
    private readonly int rounds;
    private readonly int patience;
    private LinearWeights? weights;
    private ClassValues? values;
    private LinearValueHead? head;

    /// <summary>
    /// Makes an untrained model. Settings: <c>l1_ratio</c> 0.5 (share of the penalty on absolute weights; 1 is the lasso, 0 the ridge),
    /// <c>rounds</c> 30 (strengths that are tried), <c>least_penalty</c> 0.001 (the last strength, as a share of the first),
    /// <c>early_stopping_rounds</c> 5, <c>value_head</c> 0.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public LinearModel(ModelSettings settings)
    {
        this.settings = settings;
        l1Ratio = settings.Number("l1_ratio", 0.5, 0, 1);
        rounds = settings.Integer("rounds", 30, 2, 1_000);
        least = settings.Number("least_penalty", 1e-3, 1e-6, 0.5);
        patience = settings.Integer("early_stopping_rounds", 5, 1, 1_000);
        HasValueHead = settings.Integer(IQuantileForecaster.Setting, 0, 0, 1) == 1;
        settings.RefuseUnknown();
    }

    /// <summary>The kind of penalty; its strength is found by early stopping.</summary>
    public static SearchSpace Space { get; } = new([new("l1_ratio", new FloatDistribution(0, 1))]);

    /// <inheritdoc/>
    public int Lookback => 1;

    /// <inheritdoc/>
    public bool HasValueHead { get; }

    /// <inheritdoc/>
    public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken)
    {
        SampleRules.RequireFit(train, validation, settings.Features, Lookback);
        cancellationToken.ThrowIfCancellationRequested();
        var net = new ElasticNet(train, l1Ratio);
        var checkpoint = new FitCheckpoint<PathState>(
            options.Checkpoints, () => TrainingIdentity.Of($"{settings} path 1", HasValueHead, options, train, validation));
        var state = checkpoint.Read() ?? new([], 0, net.Start, net.Start);
        var (history, best, last, kept) = (state.History.ToList(), state.Best, state.Last, state.Kept);
        var strongest = net.LargestPenalty();
        var most = validation is null ? options.ExactRounds ?? rounds : rounds;
        while (history.Count < most && !IsOutOfPatience())
        {
            var started = Stopwatch.GetTimestamp();
            last = net.Solve(last, strongest * Strength(history.Count), Tolerance, MostSteps, cancellationToken);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            history.Add(new(
                history.Count + 1, last.Loss(train), validation is null ? double.NaN : last.Loss(validation), seconds,
                train.Count / seconds));
            if (validation is null || history.Count == 1 || history[^1].ValidationLoss < history[best].ValidationLoss)
                (kept, best) = (last, history.Count - 1);
            options.Progress?.Report(history[^1]);
            if (history.Count % PartRounds == 0)
                checkpoint.Write(new(history, best, last, kept));
        }
        head = HasValueHead ? LinearValueHead.Fit(train, l1Ratio, Strength(best), cancellationToken) : null;
        (weights, values) = (kept, ClassValues.Fit(train));
        return new(
            best + 1, validation is null ? history[best].TrainLoss : history[best].ValidationLoss, history, IsOutOfPatience(),
            BatchSize: 0);

        bool IsOutOfPatience() => validation is not null && history.Count - 1 - best >= patience;
    }

    /// <inheritdoc/>
    public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var (map, means) = Fitted;
        SampleRules.RequireBars(table, bars, settings.Features, Lookback);
        Span<double> probabilities = stackalloc double[3];
        var predictions = new Prediction[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            map.Probabilities(table.Row(bars[i]), probabilities);
            predictions[i] = means.Predict((float)probabilities[0], (float)probabilities[1], (float)probabilities[2]);
            if (head is not null)
                predictions[i] = predictions[i] with { Value = head.Value(table.Row(bars[i])) };
        }
        return predictions;
    }

    /// <inheritdoc/>
    public QuantileForecasts PredictQuantiles(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var predictions = Predict(table, bars);
        var made = head ?? throw new InvalidOperationException($"The {settings.Family} model has no value head.");
        var quantiles = new float[bars.Length * ReturnQuantiles.Count];
        for (var i = 0; i < bars.Length; i++)
            made.Quantiles(table.Row(bars[i]), quantiles.AsSpan(i * ReturnQuantiles.Count, ReturnQuantiles.Count));
        return new(predictions, quantiles);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, byte[]> Save()
    {
        var (map, means) = Fitted;
        return new Dictionary<string, byte[]>
        {
            [WeightsFile] = ModelFiles.Json(new Saved(map.Slopes, map.Intercepts, means) { ValueHead = head }),
        };
    }

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, byte[]> files)
    {
        var saved = ModelFiles.ReadJson<Saved>(settings.Family, files, WeightsFile);
        if (saved.Slopes.Length != 3 * settings.Features || saved.Intercepts.Length != 3
            || !saved.Slopes.Concat(saved.Intercepts).All(double.IsFinite))
            throw new InputRefusedException(
                $"{settings.Family}: file '{WeightsFile}' must hold three rows of {settings.Features} finite weights and three "
                    + "intercepts.");
        if (HasValueHead ? saved.ValueHead?.IsPossible(settings.Features) != true : saved.ValueHead is not null)
            throw new InputRefusedException(
                $"{settings.Family}: file '{WeightsFile}', key 'value_head': it must hold finite numbers for {settings.Features} features "
                    + "where the setting value_head is 1, and be absent where it is 0.");
        (weights, values, head) = (new(saved.Slopes, saved.Intercepts), saved.ClassValues, saved.ValueHead);
    }

    /// <inheritdoc/>
    public IReadOnlySet<int> Unread()
    {
        var map = Fitted.Weights;
        return Enumerable.Range(0, map.Features)
            .Where(j => Enumerable.Range(0, 3).All(k => map.Slopes[k * map.Features + j] == 0)).ToHashSet();
    }

    /// <summary>The size of each weight times the deviation of its feature over the bars.</summary>
    public IReadOnlyList<FeatureMeasure> Explain(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var map = Fitted.Weights;
        SampleRules.RequireBars(table, bars, settings.Features, Lookback);
        var deviations = new double[map.Features];
        var values = new double[bars.Length];
        for (var j = 0; j < deviations.Length; j++)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = table.Values[bars[i] * table.Features + j];
            deviations[j] = Math.Sqrt(ArrayStatistics.PopulationVariance(values));
        }
        return
        [
            .. ClassNames.Select((name, k) => new FeatureMeasure(
                $"weight_{name}", $"size of the weight for {name} times the feature's deviation, log odds",
                [.. deviations.Select((deviation, j) => Math.Abs(map.Slopes[k * map.Features + j]) * deviation)])),
        ];
    }

    /// <summary>Holds nothing to free.</summary>
    public void Dispose()
    {
    }

    // Even steps of the logarithm.
    private double Strength(int round) => Math.Pow(least, (double)round / (rounds - 1));

    private (LinearWeights Weights, ClassValues Values) Fitted => weights is not null && values is not null
        ? (weights, values)
        : throw new InvalidOperationException($"The {settings.Family} model is neither fitted nor loaded.");

    /// <param name="History">The rounds.</param>
    /// <param name="Best">Index of the best of them.</param>
    /// <param name="Last">Weights of the last, from which the next starts.</param>
    /// <param name="Kept">Weights of the best.</param>
    private sealed record PathState(IReadOnlyList<EpochResult> History, int Best, LinearWeights Last, LinearWeights Kept);

    private sealed record Saved(double[] Slopes, double[] Intercepts, ClassValues ClassValues)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public LinearValueHead? ValueHead { get; init; }
    }
}

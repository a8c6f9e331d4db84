using Huracan.Contracts;

namespace Huracan.Engine.Models.Baselines;

/// <summary>
/// What the baselines share, and a start for a family of one's own: the class frequencies of the training samples, per group of bars, each
/// sample counted by its weight. Each count starts at 1 (Laplace), so that a class unseen in a group keeps a finite log loss.
/// </summary>
public abstract class FrequencyModel : IModel
{
    private const string FileName = "model.json";
    private readonly ModelSettings settings;
    private readonly int groups;
    private State? state;

    /// <summary>Starts untrained. A field's initializer has read a family's own settings before.</summary>
    /// <param name="settings">The settings; those that nobody has read are refused.</param>
    /// <param name="groups">Number of groups, 1 or more.</param>
    /// <exception cref="InputRefusedException">A setting is unknown.</exception>
    protected FrequencyModel(ModelSettings settings, int groups)
    {
        settings.RefuseUnknown();
        this.settings = settings;
        this.groups = groups;
    }

    /// <inheritdoc/>
    public int Lookback => 1;

    /// <inheritdoc/>
    public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken)
    {
        SampleRules.RequireFit(train, validation, settings.Features, Lookback);
        cancellationToken.ThrowIfCancellationRequested();
        var counts = new double[groups][];
        for (var g = 0; g < groups; g++)
            counts[g] = [1, 1, 1];
        for (var i = 0; i < train.Count; i++)
            counts[Group(train.Table, train.Bars[i])][train.Classes[i]] += train.WeightOf(i);
        state = new(counts, ClassValues.Fit(train));
        var trainLoss = LogLoss(train);
        var validationLoss = validation is null ? double.NaN : LogLoss(validation);
        return new(1, validation is null ? trainLoss : validationLoss, [new(1, trainLoss, validationLoss, 0, 0)], false, 0);
    }

    /// <inheritdoc/>
    public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var (counts, values) = Fitted;
        SampleRules.RequireBars(table, bars, settings.Features, Lookback);
        var predictions = new Prediction[bars.Length];
        for (var i = 0; i < bars.Length; i++)
        {
            var count = counts[Group(table, bars[i])];
            var total = (float)(count[0] + count[1] + count[2]);
            predictions[i] = values.Predict((float)count[0] / total, (float)count[1] / total, (float)count[2] / total);
        }
        return predictions;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, byte[]> Save() => new Dictionary<string, byte[]> { [FileName] = ModelFiles.Json(Fitted) };

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, byte[]> files)
    {
        var loaded = ModelFiles.ReadJson<State>(settings.Family, files, FileName);
        if (loaded.Counts.Length != groups
            || loaded.Counts.Any(count => count is not { Length: 3 } || count.Any(n => n is not (>= 1 and <= double.MaxValue))))
            throw new InputRefusedException(
                $"{settings.Family}: file '{FileName}' is damaged: it must hold {groups} groups of three counts of 1 or more.");
        state = loaded;
    }

    /// <summary>Holds nothing to free.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>The group a bar belongs to, from 0 to below the number of groups; asked for bars of the table only.</summary>
    protected abstract int Group(FeatureTable table, int bar);

    private State Fitted => state ?? throw new InvalidOperationException($"The {settings.Family} model is neither fitted nor loaded.");

    private double LogLoss(Samples samples)
    {
        var sum = 0.0;
        for (var i = 0; i < samples.Count; i++)
        {
            var count = Fitted.Counts[Group(samples.Table, samples.Bars[i])];
            sum -= samples.WeightOf(i) * Math.Log(count[samples.Classes[i]] / (count[0] + count[1] + count[2]));
        }
        return sum / samples.TotalWeight();
    }

    private sealed record State(double[][] Counts, ClassValues Values);
}

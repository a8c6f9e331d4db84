namespace Huracan.Engine.Models;

/// <summary>Checks of the samples and bars given to a model, the same for every family.</summary>
public static class SampleRules
{
    /// <summary>Fewest training samples: below, neither class frequencies nor a loss mean anything.</summary>
    public const int MinimumTrain = 30;

    /// <summary>Checks what <see cref="IModel.Fit"/> is given.</summary>
    /// <exception cref="ArgumentException">Too few samples, columns of unequal length, a class, return or weight that is none, a window
    /// outside its table.</exception>
    public static void RequireFit(Samples train, Samples? validation, int features, int lookback)
    {
        if (train.Count < MinimumTrain)
            throw new ArgumentException($"There are {train.Count} training samples; at least {MinimumTrain} are needed.", nameof(train));
        Require(train, features, lookback, nameof(train));
        if (validation is null)
            return;
        if (validation.Count == 0)
            throw new ArgumentException("There are no validation samples; pass null to train without.", nameof(validation));
        if (validation.Weights is not null)
            throw new ArgumentException("Validation counts every sample the same; it takes no weights.", nameof(validation));
        Require(validation, features, lookback, nameof(validation));
    }

    /// <summary>Checks that the model's windows that end at <paramref name="bars"/> lie in the table.</summary>
    /// <exception cref="ArgumentException">Another number of features, or a window outside the table.</exception>
    public static void RequireBars(FeatureTable table, ReadOnlySpan<int> bars, int features, int lookback)
    {
        if (table.Features != features)
            throw new ArgumentException($"The table has {table.Features} features; the model reads {features}.", nameof(table));
        foreach (var bar in bars)
        {
            if (bar - lookback + 1 < 0 || bar >= table.Rows)
                throw new ArgumentException(
                    $"The {lookback} bars that end at {bar} do not lie in the table's {table.Rows} rows.", nameof(bars));
        }
    }

    private static void Require(Samples samples, int features, int lookback, string name)
    {
        if (samples.Classes.Length != samples.Count || samples.Returns.Length != samples.Count)
            throw new ArgumentException($"There must be as many classes and returns as the {samples.Count} bars.", name);
        if (samples.Weights is { } weights && (weights.Length != samples.Count || !weights.All(w => w > 0 && float.IsFinite(w))))
            throw new ArgumentException($"There must be a finite weight above 0 for each of the {samples.Count} bars.", name);
        RequireBars(samples.Table, samples.Bars, features, lookback);
        for (var i = 0; i < samples.Count; i++)
        {
            if (samples.Classes[i] > 2 || !float.IsFinite(samples.Returns[i]))
                throw new ArgumentException(
                    $"Sample {i}: class {samples.Classes[i]} must be 0, 1 or 2, return {samples.Returns[i]} finite.", name);
        }
    }
}

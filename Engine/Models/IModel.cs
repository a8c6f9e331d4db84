namespace Huracan.Engine.Models;

/// <summary>
/// A trainable three-class forecaster of one unit. An implementation is one file that carries
/// <see cref="ModelFamilyAttribute"/> and a public constructor taking <see cref="ModelSettings"/>; the registry finds it.
/// Not safe for use by several threads at once.
/// </summary>
public interface IModel : IDisposable
{
    /// <summary>Bars a forecast reads, its own included; 1 for a model without memory.</summary>
    int Lookback { get; }

    /// <summary>
    /// Trains from scratch on <paramref name="train"/>. With <paramref name="validation"/> it stops early on it and keeps the best
    /// epoch; without, it runs exactly the epochs asked for. Same seed, data, settings and device kind: the same bytes from
    /// <see cref="Save"/>.
    /// </summary>
    /// <exception cref="ArgumentException">No samples, or a sample whose window starts before the table.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the checkpoint of the last whole epoch is kept.</exception>
    FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken);

    /// <summary>Forecasts for the given bars, in their order.</summary>
    /// <exception cref="InvalidOperationException">Neither fitted nor loaded.</exception>
    Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars);

    /// <summary>The trained model as named files (<c>model.safetensors</c>, <c>model.ubj</c>, …); reading them executes nothing.</summary>
    IReadOnlyDictionary<string, byte[]> Save();

    /// <summary>Takes the state that <see cref="Save"/> of the same family and settings gave.</summary>
    /// <exception cref="Contracts.InputRefusedException">A file is missing, damaged or of another shape.</exception>
    void Load(IReadOnlyDictionary<string, byte[]> files);
}

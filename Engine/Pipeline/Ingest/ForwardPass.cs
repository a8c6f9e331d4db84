using Huracan.Engine.Models;

namespace Huracan.Engine.Pipeline.Ingest;

/// <summary>
/// Trains a family for one step on a few generated samples and makes one forecast: checks before a long run that its native
/// library is installed, its settings are valid, and its output is a distribution.
/// </summary>
public static class ForwardPass
{
    private const int Samples = 64;
    private const int Features = 4;
    private const double Scale = 0.01; // of a bar's log return

    /// <summary>Runs the pass.</summary>
    /// <param name="families">The families there are.</param>
    /// <param name="family">The family.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="device">The device.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="files">Files that a person brought for it; null where there are none.</param>
    /// <param name="columns">Names of the features; null takes four without.</param>
    /// <exception cref="Contracts.InputRefusedException">The family or a setting is refused.</exception>
    /// <exception cref="InvalidOperationException">The forecast is no distribution over the classes.</exception>
    public static void Check(
        ModelRegistry families, string family, IReadOnlyDictionary<string, double> settings, TrainingDevice device,
        CancellationToken cancellationToken, FamilyFiles? files = null, IReadOnlyList<string>? columns = null)
    {
        var features = columns?.Count ?? Features;
        using var model = families.Create(family, new ModelSettings(family, features, settings) { Files = files });
        var random = new SeededRandom(1);
        var rows = model.Lookback + Samples;
        var table = new FeatureTable([.. Enumerable.Range(0, rows * features).Select(_ => (float)random.NextGaussian())], features)
        {
            Columns = columns?.Select(name => new ScaledColumn(name, Centre: 0, Scale)).ToArray(),
        };
        var bars = Enumerable.Range(model.Lookback - 1, Samples).ToArray();
        var returns = Array.ConvertAll(bars, _ => (float)random.NextGaussian());
        var samples = new Samples(table, bars, Array.ConvertAll(returns, r => (byte)(r < -0.5 ? 0 : r > 0.5 ? 2 : 1)), returns);
        model.Fit(samples, null, new FitOptions { Epochs = 1, ExactRounds = 1, Device = device, Seed = 1 }, cancellationToken);
        var forecast = model.Predict(table, bars.AsSpan(0, 1))[0];
        if (Math.Abs(forecast.Down + forecast.Flat + forecast.Up - 1) > 1e-4 || !float.IsFinite(forecast.Value))
            throw new InvalidOperationException($"{family} forecasts {forecast}, which is no distribution over the three classes.");
    }
}

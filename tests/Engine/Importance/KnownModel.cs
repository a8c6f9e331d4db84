using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Importance;

/// <summary>A model whose log odds of up over down are a known function of its window; flat has a third of the probability.</summary>
internal sealed class KnownModel(int lookback, Func<FeatureTable, int, double> logOdds) : IModel
{
    public int Lookback => lookback;

    public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars)
    {
        var predictions = new Prediction[bars.Length];
        for (var i = 0; i < predictions.Length; i++)
        {
            var up = 2 / 3.0 / (1 + Math.Exp(-logOdds(table, bars[i])));
            predictions[i] = new Prediction((float)(2 / 3.0 - up), 1 / 3f, (float)up, 0);
        }
        return predictions;
    }

    public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IReadOnlyDictionary<string, byte[]> Save() => throw new NotSupportedException();

    public void Load(IReadOnlyDictionary<string, byte[]> files) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}

using System.Text.Json;
using Huracan.Engine;
using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Quality.Confidence;

/// <summary>
/// Forecasts whose truth is known: classes occur as softmax(logits) says, and are forecast as softmax(sharpness · logits).
/// </summary>
internal sealed record MadeUpForecasts(Prediction[] Predictions, sbyte[] Classes)
{
    private static readonly JsonElement Golden = JsonDocument.Parse(
        File.ReadAllText(Repository.Golden("confidence", "confidence.json"))).RootElement;

    public static TheoryData<string> Cases => [.. Golden.EnumerateObject().Select(one => one.Name)];

    /// <summary>A case of tests/Golden with its reference values.</summary>
    public static (MadeUpForecasts Forecasts, JsonElement Reference) Reference(string name)
    {
        var one = Golden.GetProperty(name);
        Prediction[] predictions = [.. one.GetProperty("probabilities").EnumerateArray().Select(row =>
            new Prediction(row[0].GetSingle(), row[1].GetSingle(), row[2].GetSingle(), 0))];
        return (new(predictions, [.. one.GetProperty("labels").EnumerateArray().Select(label => label.GetSByte())]), one);
    }

    public static MadeUpForecasts Of(int count, double sharpness, ulong seed)
    {
        var random = new SeededRandom(seed);
        var predictions = new Prediction[count];
        var classes = new sbyte[count];
        for (var i = 0; i < count; i++)
        {
            double[] logits = [0.9 * random.NextGaussian() + 0.2, 0.9 * random.NextGaussian(), 0.9 * random.NextGaussian() - 0.1];
            var truth = Softmax(logits, 1);
            var stated = Softmax(logits, sharpness);
            var draw = random.NextDouble();
            classes[i] = (sbyte)(draw < truth[0] ? -1 : draw < truth[0] + truth[1] ? 0 : 1);
            predictions[i] = new Prediction((float)stated[0], (float)stated[1], (float)stated[2], (float)random.NextGaussian());
        }
        return new(predictions, classes);
    }

    /// <summary>The forecasts from one index to another.</summary>
    public MadeUpForecasts this[Range range] => new(Predictions[range], Classes[range]);

    public double[] Confidences(Func<Prediction, Prediction>? change = null) =>
        Array.ConvertAll(Predictions, p => (double)(change is null ? p : change(p)).Confidence);

    public bool[] Right => [.. Predictions.Select((p, i) => p.Direction == Classes[i])];

    private static double[] Softmax(double[] logits, double sharpness)
    {
        var weights = Array.ConvertAll(logits, z => Math.Exp(sharpness * z));
        return Array.ConvertAll(weights, w => w / weights.Sum());
    }
}

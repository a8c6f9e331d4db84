using System.Globalization;
using Huracan.Contracts.Json;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Onnx;

namespace Huracan.Tests.Engine.Models.Onnx;

/// <summary>Graphs made by PyTorch, with descriptions of them.</summary>
internal static class Graphs
{
    public static OnnxDescription Gru { get; } = new()
    {
        File = "gru.onnx",
        Input = new() { Name = "window", Shape = ["batch", "6", "4"], Clip = 1e6 },
        Output = new() { Name = "logits", Kind = OnnxOutputKind.Classes, Order = ["up", "flat", "down"] },
    };

    public static OnnxDescription Classes { get; } = new()
    {
        File = "classes.onnx",
        Input = new() { Name = "bar", Shape = ["batch", "4"] },
        Output = new() { Name = "probabilities", Kind = OnnxOutputKind.Classes, IsLogits = false },
    };

    public static OnnxDescription Embedding { get; } = new()
    {
        File = "embedding.onnx",
        Mode = OnnxMode.FittedHead,
        Input = new() { Name = "bar", Shape = ["batch", "4"], Clip = 1e6 },
        Output = new() { Name = "embedding", Kind = OnnxOutputKind.Embedding },
    };

    public static OnnxDescription Quantiles { get; } = new()
    {
        File = "quantiles.onnx",
        Input = new() { Name = "context", Shape = ["batch", "8"], Kind = OnnxInputKind.LogPrice, Columns = ["ret1"] },
        Output = new()
        {
            Name = "forecast",
            Kind = OnnxOutputKind.Quantiles,
            Axes = ["batch", "steps", "levels"],
            QuantileLevels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
            FirstLevel = 1,
            Step = 4,
        },
    };

    public static byte[] Read(string file) => File.ReadAllBytes(Repository.Golden(["models", "onnx", .. file.Split('/')]));

    public static FamilyFiles Files(OnnxDescription description) => new(new Dictionary<string, byte[]>
    {
        [OnnxModel.GraphFile] = Read(description.File),
        [OnnxModel.DescriptionFile] = HuracanJson.Serialize(description),
    });

    public static OnnxModel Model(OnnxDescription description, int features = MadeUp.Features, params (string, double)[] settings) => new(
        new("onnx", features, settings.Append(("lookback", description.Input.Lookback)).ToDictionary(one => one.Item1, one => one.Item2))
        {
            Files = Files(description),
        });

    public static IEnumerable<(float[] Input, float[] Output)> Outputs(string name)
    {
        foreach (var line in File.ReadLines(Repository.Golden("models", "onnx", "outputs.csv")).Select(line => line.Split(',')))
        {
            if (line[0] == name)
                yield return (Numbers(line[2]), Numbers(line[3]));
        }

        static float[] Numbers(string text) => [.. text.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
    }
}

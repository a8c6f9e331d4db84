using Huracan.Engine.Models;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Models.Networks;

/// <summary>
/// A model that was trained and saved on libtorch 1.13, before TorchSharp's package was the tensor library, and its forecasts then.
/// </summary>
[Collection("torch")]
public sealed class SavedModelTests
{
    private static readonly SafetensorsFile Forecasts = Safetensors.Parse(File.ReadAllBytes(Saved("forecasts.safetensors")));

    [Fact]
    public void A_model_saved_before_forecasts_what_it_did()
    {
        using var scope = NewDisposeScope();
        using var model = new CnnLstmModel(new("cnn-lstm", 4, new Dictionary<string, double>
        {
            ["lookback"] = 12,
            ["conv_channels"] = 8,
            ["hidden_size"] = 16,
        }));
        model.Load(new[] { "model.safetensors", "network.json" }.ToDictionary(name => name, name => File.ReadAllBytes(Saved(name))));
        var table = new FeatureTable(Forecasts.Tensor("table").data<float>().ToArray(), 4);
        int[] bars = [.. Forecasts.Tensor("bars").data<long>().Select(bar => (int)bar)];
        AssertForecasts([.. model.Predict(table, bars).SelectMany(p => new[] { p.Down, p.Flat, p.Up })]);
    }

    [Fact]
    public void Its_network_gives_the_same_probabilities()
    {
        using var scope = NewDisposeScope();
        using var network = new CnnLstm(4, 8, 3, 16, 0);
        network.LoadWeights(File.ReadAllBytes(Saved("model.safetensors")));
        network.eval();
        var windows = Forecasts.Tensor("table").unfold(0, 12, 1); // [B, F, L]
        AssertForecasts([.. nn.functional.softmax(network.call(windows), 1).data<float>()]);
    }

    private static void AssertForecasts(float[] actual)
    {
        using var scope = NewDisposeScope();
        var expected = Forecasts.Tensor("probabilities").data<float>().ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5);
    }

    private static string Saved(string name) => Repository.Golden("models", "saved", name);
}

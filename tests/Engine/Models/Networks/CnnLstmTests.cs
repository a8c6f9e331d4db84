using System.Text;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Kernels;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Models.Networks;

[Collection("torch")]
public sealed class CnnLstmConformanceTests : ModelConformance
{
    private protected override IModel Create() => CnnLstmTests.Small();
}

[Collection("torch")]
public sealed class CnnLstmTests
{
    [Theory]
    [InlineData(15, 32, 3, 64, 60)]
    [InlineData(3, 5, 5, 7, 9)]
    [InlineData(1, 1, 1, 1, 1)]
    public void The_kernel_gives_the_probabilities_of_TorchSharps_modules(int features, int channels, int kernel, int hidden, int lookback)
    {
        manual_seed(7);
        using var library = new LibraryCnnLstm(features, channels, kernel, hidden, 0.2);
        library.eval();
        using var network = new CnnLstm(features, channels, kernel, hidden, 0.2);
        network.LoadWeights(library.SaveWeights());
        using var forward = new CnnLstmKernel(Kernel.Best, network.Layout, lookback, CnnLstmKernel.ForecastRows, backward: false, new());
        network.CopyTo(forward);
        var random = new Huracan.Engine.SeededRandom(2);
        var table = new FeatureTable(
            [.. Enumerable.Range(0, (lookback + 20) * features).Select(_ => (float)(2 * random.NextGaussian()))], features);
        Span<float> actual = stackalloc float[3];
        for (var bar = lookback - 1; bar < table.Rows; bar++)
        {
            using var scope = NewDisposeScope();
            var rows = table.Values[((bar - lookback + 1) * features)..((bar + 1) * features)];
            var expected = nn.functional.softmax(library.call(tensor(rows, [1, lookback, features]).transpose(1, 2)), 1)
                .data<float>()
                .ToArray();
            forward.Results(table, [bar], actual);
            for (var k = 0; k < 3; k++)
                Assert.Equal(expected[k], actual[k], 2e-6);
        }
    }

    [Fact]
    public void A_forecast_does_not_depend_on_what_else_is_asked_for_to_the_last_bit()
    {
        using var model = Small();
        var train = MadeUp.Samples(100, 1);
        model.Fit(train, null, new() { ExactRounds = 1 }, default);
        Assert.Equal(model.Predict(train.Table, train.Bars)[50], model.Predict(train.Table, [train.Bars[50]])[0]);
    }

    [Fact]
    public void A_forecast_reads_its_window_and_nothing_later()
    {
        using var model = Small();
        var train = MadeUp.Samples(100, 1);
        model.Fit(train, null, new() { ExactRounds = 2 }, default);
        var bar = train.Bars[50];
        var forecast = model.Predict(train.Table, [bar])[0];
        Assert.Equal(forecast, Changed(bar + 1));
        Assert.Equal(forecast, Changed(bar - model.Lookback));
        Assert.NotEqual(forecast, Changed(bar));
        Assert.NotEqual(forecast, Changed(bar - model.Lookback + 1));

        Prediction Changed(int row)
        {
            var values = train.Table.Values.ToArray();
            values[row * MadeUp.Features] += 3;
            return model.Predict(new FeatureTable(values, MadeUp.Features), [bar])[0];
        }
    }

    [Fact]
    public void A_saved_model_of_another_shape_is_refused_naming_both()
    {
        using var model = Small();
        model.Fit(MadeUp.Samples(100, 1), null, new() { ExactRounds = 1 }, default);
        using var other = new CnnLstmModel(MadeUp.Settings("cnn-lstm", ("lookback", 6), ("conv_channels", 4), ("hidden_size", 9)));
        var message = Assert.Throws<InputRefusedException>(() => other.Load(model.Save())).Message;
        Assert.Contains("hidden_size is 8 in the saved model (network.json) and 9 here", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_exchanged_for_those_of_another_shape_are_refused()
    {
        using var model = Small();
        model.Fit(MadeUp.Samples(100, 1), null, new() { ExactRounds = 1 }, default);
        var files = new Dictionary<string, byte[]>(model.Save());
        using var foreign = new CnnLstm(2, 2, 1, 2, 0);
        var weights = foreign.SaveWeights();
        var before = ModelFiles.Hash(files["model.safetensors"]);
        files["model.safetensors"] = weights;
        files["network.json"] = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(files["network.json"]).Replace(before, ModelFiles.Hash(weights), StringComparison.Ordinal));
        Assert.Contains("conv.weight", Assert.Throws<InputRefusedException>(() => model.Load(files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_even_kernel_is_refused() =>
        Assert.Throws<InputRefusedException>(() => new CnnLstmModel(MadeUp.Settings("cnn-lstm", ("kernel_size", 4))));

    [Fact]
    public void Weighted_classes_find_the_rare_ones_more_often()
    {
        var train = MadeUp.Samples(600, 1);
        var rare = train with { Classes = [.. train.Classes.Select((c, i) => c != 1 && i % 4 != 0 ? (byte)1 : c)] };
        Assert.True(Trades(1) > Trades(0) + 100);

        int Trades(int weighting)
        {
            using var model = Small(weighting);
            model.Fit(rare, null, new() { ExactRounds = 5, BatchSize = 32 }, default);
            return model.Predict(rare.Table, rare.Bars).Count(p => p.Direction != 0);
        }
    }

    internal static CnnLstmModel Small(int weighting = 0) => new(MadeUp.Settings(
        "cnn-lstm", ("lookback", 6), ("conv_channels", 4), ("hidden_size", 8), ("dropout", 0.1), ("learning_rate", 0.02),
        ("class_weighting", weighting)));
}

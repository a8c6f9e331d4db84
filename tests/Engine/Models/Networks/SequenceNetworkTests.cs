using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Tensors;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Tests.Engine.Models.Networks;

[Collection("torch")]
public sealed class LstmConformanceTests : ModelConformance
{
    private protected override IModel Create() => new LstmModel(SequenceNetworkTests.Small("lstm", ("hidden_size", 8), ("layers", 2)));
}

[Collection("torch")]
public sealed class GruConformanceTests : ModelConformance
{
    private protected override IModel Create() => new GruModel(SequenceNetworkTests.Small("gru", ("hidden_size", 8)));
}

[Collection("torch")]
public sealed class TcnConformanceTests : ModelConformance
{
    private protected override IModel Create() => new TcnModel(SequenceNetworkTests.Small("tcn", ("channels", 8), ("blocks", 2)));
}

[Collection("torch")]
public sealed class TransformerConformanceTests : ModelConformance
{
    private protected override IModel Create() =>
        new TransformerModel(SequenceNetworkTests.Small("transformer", ("heads", 2), ("head_size", 4), ("layers", 1)));
}

[Collection("torch")]
public sealed class PatchTstConformanceTests : ModelConformance
{
    private protected override IModel Create() => new PatchTstModel(SequenceNetworkTests.Small(
        "patchtst", ("patch_length", 3), ("stride", 2), ("heads", 2), ("head_size", 4), ("layers", 1)));
}

[Collection("torch")]
public sealed class NhitsConformanceTests : ModelConformance
{
    private protected override IModel Create() =>
        new NhitsModel(SequenceNetworkTests.Small("nhits", ("blocks", 2), ("pool", 2), ("hidden_size", 16)));
}

[Collection("torch")]
public sealed class TftConformanceTests : ModelConformance
{
    private protected override IModel Create() => new TftModel(SequenceNetworkTests.Small("tft", ("heads", 2), ("head_size", 4)));
}

[Collection("torch")]
public sealed class SequenceNetworkTests
{
    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("tcn")]
    [InlineData("transformer")]
    [InlineData("patchtst")]
    [InlineData("nhits")]
    [InlineData("tft")]
    public void A_forecast_reads_its_window_and_nothing_else(string family)
    {
        using var model = new ModelRegistry().Create(family, Small(family));
        var train = MadeUp.Samples(100, 1);
        model.Fit(train, null, new() { ExactRounds = 2 }, default);
        var bar = train.Bars[50];
        var forecast = model.Predict(train.Table, [bar])[0];

        Assert.Equal(forecast, Changed(bar + 1));
        Assert.Equal(forecast, Changed(bar - model.Lookback));
        Assert.NotEqual(forecast, Changed(bar));

        Prediction Changed(int row)
        {
            var values = train.Table.Values.ToArray();
            values[row * MadeUp.Features] += 3;
            return model.Predict(new FeatureTable(values, MadeUp.Features), [bar])[0];
        }
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("tcn")]
    [InlineData("transformer")]
    [InlineData("patchtst")]
    [InlineData("nhits")]
    [InlineData("tft")]
    public void A_forecast_has_the_same_bytes_whatever_else_is_asked_for(string family)
    {
        var table = MadeUp.Samples(200, 1);
        using var model = new ModelRegistry().Create(family, new ModelSettings(family, MadeUp.Features, new Dictionary<string, double>()));
        int[] bars = [.. Enumerable.Range(model.Lookback - 1, 100)];
        var train = new Samples(table.Table, bars, [.. bars.Select(bar => (byte)(bar % 3))], new float[bars.Length]);
        model.Fit(train, null, new() { ExactRounds = 1 }, default);

        var all = model.Predict(table.Table, bars);

        Assert.Equal(all[5..], model.Predict(table.Table, bars.AsSpan(5)));
        for (var i = 0; i < bars.Length; i += 9)
            Assert.Equal(all[i], model.Predict(table.Table, [bars[i]])[0]);
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("tcn")]
    [InlineData("transformer")]
    [InlineData("patchtst")]
    [InlineData("nhits")]
    [InlineData("tft")]
    public void Logits_are_those_of_PyTorch(string family)
    {
        using var scope = NewDisposeScope();
        using var network = Network(family);
        network.eval();
        var golden = Safetensors.Parse(File.ReadAllBytes(Repository.Golden("models", "networks.safetensors")));
        using (no_grad())
        {
            foreach (var (name, parameter) in network.named_parameters())
                parameter.copy_(golden.Tensor($"{family}/{name}", ScalarType.Float32, parameter.shape));
        }

        var logits = network.call(golden.Tensor($"{family}/input")).data<float>().ToArray();

        var expected = golden.Tensor($"{family}/logits").data<float>().ToArray();
        Assert.Equal(expected.Length, logits.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], logits[i], 1e-5);
        var weights = golden.Entries.Keys
            .Where(name => name.StartsWith($"{family}/", StringComparison.Ordinal))
            .Select(name => name.Split('/')[1]);
        Assert.Equal(
            network.named_parameters().Select(parameter => parameter.name).Order(StringComparer.Ordinal),
            weights.Except(["input", "logits", "shares"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_shares_of_features_are_those_of_PyTorch_and_sum_to_one()
    {
        using var scope = NewDisposeScope();
        using var network = (TftNetwork)Network("tft");
        network.eval();
        var golden = Safetensors.Parse(File.ReadAllBytes(Repository.Golden("models", "networks.safetensors")));
        using (no_grad())
        {
            foreach (var (name, parameter) in network.named_parameters())
                parameter.copy_(golden.Tensor($"tft/{name}", ScalarType.Float32, parameter.shape));
        }

        var shares = network.Shares(golden.Tensor("tft/input"));

        Assert.True(shares.allclose(golden.Tensor("tft/shares"), rtol: 0, atol: 1e-5));
        Assert.True(shares.sum(2).allclose(ones(5, 7), rtol: 0, atol: 1e-5));
    }

    [Theory]
    [InlineData("lstm", "layers", 9)]
    [InlineData("tcn", "kernel_size", 1)]
    [InlineData("transformer", "head_size", 3)]
    [InlineData("patchtst", "patch_length", 0)]
    [InlineData("nhits", "pool", 0)]
    public void A_wrong_setting_is_refused_by_its_name(string family, string name, double value) => Assert.Contains(
        $"'{name}'", Assert.Throws<InputRefusedException>(() => new ModelRegistry().Create(family, Small(family, (name, value)))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(12, 4, 6, 4)]
    [InlineData(3, 12, 3, 3)]
    public void A_patch_is_no_longer_than_the_window_and_a_stride_no_longer_than_the_patch(
        int patch, int stride, int sameAsPatch, int sameAsStride)
    {
        var train = MadeUp.Samples(60, 1);

        Assert.Equal(Forecast(sameAsPatch, sameAsStride), Forecast(patch, stride));

        Prediction[] Forecast(int patchLength, int patchStride)
        {
            using var model = new PatchTstModel(Small("patchtst", ("patch_length", patchLength), ("stride", patchStride)));
            model.Fit(train, null, new() { ExactRounds = 1 }, default);
            return model.Predict(train.Table, train.Bars);
        }
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 7)]
    [InlineData(8, 60)]
    [InlineData(45, 90)]
    public void Lines_between_points_are_those_of_torchs_interpolation(int points, int length)
    {
        using var scope = NewDisposeScope();
        var knots = MadeUp.Samples(2 * points, 1).Table.Values[..(2 * 3 * points)].ToArray();
        using var given = tensor(knots, [2, 3, points]);

        var lines = given.matmul(NhitsBlock.Lines(points, length, CPU));

        var expected = functional.interpolate(given, [length], mode: InterpolationMode.Linear, align_corners: false);
        Assert.True(lines.allclose(expected, rtol: 0, atol: 1e-5));
    }

    [Theory]
    [InlineData("gru", TrainingDevice.Cpu, true)]
    [InlineData("gru", TrainingDevice.Cuda, false)]
    [InlineData("cnn-lstm", TrainingDevice.Cpu, false)]
    public void A_checkpoint_is_tied_to_the_processor_where_libtorch_computes_on_it(string family, TrainingDevice device, bool isTied)
    {
        using var model = (NetworkModel)new ModelRegistry().Create(family, Small(family));

        Assert.Equal(isTied, model.Identity(device).EndsWith($" {ProcessorKind.Name}", StringComparison.Ordinal));
    }

    private static Module<Tensor, Tensor> Network(string family) => family switch
    {
        "lstm" => new RecurrentNetwork(RecurrentCell.Lstm, 3, 4, 2, 0),
        "gru" => new RecurrentNetwork(RecurrentCell.Gru, 3, 4, 2, 0),
        "tcn" => new TemporalConvolutionalNetwork(3, 4, 3, 2, 0),
        "transformer" => new TransformerNetwork(3, 8, 2, 2, 0),
        "patchtst" => new PatchTstNetwork(3, 7, 3, 2, 8, 2, 1, 0, normalise: true),
        "nhits" => new NhitsNetwork(3, 7, [3, 1], 6, 0),
        "tft" => new TftNetwork(3, 6, 2, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "There is no such network."),
    };

    internal static ModelSettings Small(string family, params (string Name, double Value)[] values)
    {
        // One drops, so that the bytes of its trainings are compared with chance in them.
        (string, double)[] shared = [("lookback", 6), ("learning_rate", 0.01), ("dropout", family == "transformer" ? 0.2 : 0)];
        (string, double)[] patches = family == "patchtst" && values.Length == 0 ? [("patch_length", 3), ("stride", 2)] : [];
        return MadeUp.Settings(family, [.. shared, .. patches, .. values]);
    }
}

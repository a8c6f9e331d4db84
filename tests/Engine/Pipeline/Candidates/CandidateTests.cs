using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Splits;
using Huracan.Engine.Tensors;

namespace Huracan.Tests.Engine.Pipeline.Candidates;

public class CandidateTests
{
    private static readonly FourParts Parts = new(new(0, 600), new(600, 750), new(750, 900), new(900, 1000));

    // Studies and trainings that earlier versions began are resumed by these hashes.
    [Fact]
    public void The_key_is_as_it_always_was()
    {
        var usual = Key(new RunOptions { Device = TrainingDevice.Cpu });
        var other = Key(
            new RunOptions { Device = TrainingDevice.Cuda, Labels = LabelKind.TripleBarrier, TrainBars = 400, StopSigma = 1.5 });

        Assert.Equal(["data", "features", "max_depth=2", "rounds=6", "4 0 5 256  42"], usual[..5]);
        Assert.EndsWith(" cpu forward_return", usual[5], StringComparison.Ordinal);
        Assert.Equal("0 0", usual[6]);
        Assert.EndsWith(" cuda triple_barrier", other[5], StringComparison.Ordinal);
        Assert.StartsWith("b5f956d8271febff801b4098901585d215fee8282", StageRunner.HashOf(usual), StringComparison.Ordinal);
        Assert.StartsWith("646d5dc73a78fbbd797bd804d33dce21741482658", StageRunner.HashOf(other), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_samples_are_part_of_the_key_where_there_are_some()
    {
        var options = new RunOptions { SampleWeights = SampleWeighting.Uniqueness };

        Assert.Equal([.. Key(new RunOptions()), "weights uniqueness"], Key(options));
    }

    [Fact]
    public void Samples_are_weighted_by_their_own_labels_alone()
    {
        var labels = new LabelSet(2, 0, [0, 1, -1, 0, 0, 0, 0], new double[7], [2, 3, 5, 6, 6, 6, 6]);
        var (candidate, table) = (Made("xgboost") with { Labels = labels }, new FeatureTable(new float[7], 1));

        Assert.Null(candidate.Samples(table, [0, 1, 2], SampleWeighting.None).Weights);
        Assert.Equal([1f, 1f], candidate.Samples(table, [0, 3], SampleWeighting.Uniqueness).Weights!);
        var weights = candidate.Samples(table, [0, 1, 2], SampleWeighting.Uniqueness).Weights!;
        Assert.Equal(AverageUniqueness.Weights(labels, [0, 1, 2]), weights);
        Assert.True(weights[1] < weights[0] && weights[1] < weights[2]); // it lies between two that overlap it
    }

    [Theory]
    [InlineData("gru", TrainingDevice.Cpu, true)]
    [InlineData("gru", TrainingDevice.Cuda, false)]
    [InlineData("cnn-lstm", TrainingDevice.Cpu, false)]
    [InlineData("xgboost", TrainingDevice.Cpu, false)]
    [InlineData("onnx", TrainingDevice.Cpu, true)]
    public void A_training_is_keyed_by_the_processor_where_a_library_computes_on_it(string family, TrainingDevice device, bool isKeyed)
    {
        var (options, candidate) = (new RunOptions { Device = device }, Made(family));

        string[] added = isKeyed ? [ProcessorKind.Name] : [];
        Assert.Equal([.. candidate.Key(options), .. added], candidate.TrainingKey(options));
    }

    [Fact]
    public void A_plugins_code_is_part_of_the_key()
    {
        var (options, candidate) = (new RunOptions { Device = TrainingDevice.Cpu }, Made("gru"));
        var plugin = candidate with { Family = candidate.Family with { Type = typeof(CandidateTests) } }; // any class of another assembly

        string[] expected = [.. candidate.Key(options), typeof(CandidateTests).Module.ModuleVersionId.ToString("N")];
        Assert.Equal(expected, plugin.Key(options));
    }

    [Fact]
    public void Brought_files_are_part_of_the_key_by_their_content()
    {
        var (options, candidate) = (new RunOptions { Device = TrainingDevice.Cpu }, Made("onnx"));
        var files = new FamilyFiles(new Dictionary<string, byte[]> { ["model.onnx"] = [1, 2] });
        var others = new FamilyFiles(new Dictionary<string, byte[]> { ["model.onnx"] = [1, 3] });

        Assert.Equal([.. candidate.Key(options), files.Hash], (candidate with { Files = files }).Key(options));
        Assert.NotEqual(files.Hash, others.Hash);
    }

    private static string[] Key(RunOptions options) => [.. Made("xgboost").Key(options)];

    private static Candidate Made(string family)
    {
        var data = new UnitData(new UnitId("BTCUSDT", Timeframe.H1), null!, null, null, "data"); // the key reads hashes alone
        var settings = new Dictionary<string, double> { ["rounds"] = 6, ["max_depth"] = 2 };
        var features = new FeatureMatrix([], [], 0, 0, "features");
        return new Candidate(data, new ModelRegistry()[family], 4, features, null!, Parts, settings, null!, null);
    }
}

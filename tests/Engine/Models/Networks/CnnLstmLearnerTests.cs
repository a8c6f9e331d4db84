using Huracan.Engine;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Kernels;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Tensors;
using Huracan.Engine.Training;
using Huracan.Tests.Engine.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Tests.Engine.Models.Networks;

[Collection("torch")]
public sealed class CnnLstmLearnerTests
{
    private const int Lookback = 6;
    private static readonly Samples Train = MadeUp.Samples(200, 1);
    private static readonly Samples Validation = MadeUp.Samples(80, 2);
    private static readonly FitOptions Options = new() { Epochs = 6, BatchSize = 32, Seed = 4 };
    private static readonly TrainerSettings Settings = new() { Lookback = Lookback, LearningRate = 0.01 };

    [Theory]
    [InlineData(15, 32, 3, 64, 60, 32)]
    [InlineData(15, 48, 5, 96, 30, 7)]
    [InlineData(3, 17, 7, 128, 9, 40)]
    [InlineData(4, 5, 3, 255, 4, 3)]
    [InlineData(1, 1, 1, 1, 1, 1)]
    public void Loss_and_gradients_are_those_of_TorchSharps_modules(
        int features, int channels, int kernelSize, int hidden, int lookback, int batch)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var library = new LibraryCnnLstm(features, channels, kernelSize, hidden, 0);
        using var network = new CnnLstm(features, channels, kernelSize, hidden, 0);
        network.LoadWeights(library.SaveWeights());
        var random = new SeededRandom(4);
        var table = new FeatureTable(
            [.. Enumerable.Range(0, (lookback + 60) * features).Select(_ => (float)random.NextGaussian())], features);
        int[] bars = [.. Enumerable.Range(0, batch).Select(_ => lookback - 1 + random.NextInt(60))];
        byte[] classes = [.. Enumerable.Range(0, batch).Select(_ => (byte)random.NextInt(3))];
        float[] weights = [0.5f, 2, 1];
        var windows = stack(bars.Select(bar => tensor(table.Values[((bar - lookback + 1) * features)..((bar + 1) * features)])
            .view(lookback, features).t()));
        var expected = functional.cross_entropy(
            library.call(windows), tensor(Array.ConvertAll(classes, c => (long)c)), tensor(weights));
        expected.backward();

        using var kernel = new CnnLstmKernel(
            Kernel.Best, network.Layout, lookback, CnnLstmKernel.TrainingRows, backward: true, new());
        network.CopyTo(kernel);
        var loss = kernel.Gradients(table, bars, classes, Array.ConvertAll(classes, c => weights[c]), new(0), 0);

        Assert.Equal(1, loss / expected.item<float>(), 1e-6);
        var gradients = network.Layout.Write(kernel.WeightGradients);
        foreach (var (name, parameter) in library.named_parameters())
        {
            var theirs = parameter.grad!.data<float>().ToArray();
            var largest = theirs.Max(Math.Abs);
            for (var i = 0; i < theirs.Length; i++)
            {
                var error = Math.Abs(theirs[i] - gradients[name][i]);
                Assert.True(error <= 1e-5 * largest + 1e-9, $"{name}[{i}]: {theirs[i]} {gradients[name][i]}");
            }
        }
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, false, true)]
    [InlineData(true, true, true)]
    public void A_training_goes_as_by_modules(bool classWeighting, bool isWeighted, bool valueHead)
    {
        var settings = Settings with { ClassWeighting = classWeighting, HasValueHead = valueHead };
        var train = Train with { Weights = isWeighted ? [.. Train.Bars.Select(bar => 0.5f + bar % 3)] : null };
        using var first = Network(dropout: 0, valueHead ? 9 : 3);
        using var second = Network(dropout: 0, valueHead ? 9 : 3);
        using var own = new CnnLstmLearner(first, settings, train, Validation);
        using var modules = new ModuleLearner(second, settings, train, Validation, CPU);
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            var order = Enumerable.Range(0, Train.Count).Reverse().ToArray();
            own.Begin(order, 1);
            modules.Begin(order, 1);
            for (var start = 0; start < Train.Count; start += 30)
            {
                var count = Math.Min(30, Train.Count - start);
                Assert.Equal(modules.Step(start, count, epoch, 1), own.Step(start, count, epoch, 1), 1e-4);
            }
            Assert.Equal(modules.ValidationLossSum(5, 60) / 60, own.ValidationLossSum(5, 60) / 60, 1e-4);
        }
    }

    [Fact]
    public void A_steps_loss_is_that_of_the_classes_beside_a_value_head_too()
    {
        var settings = Settings with { HasValueHead = true };
        using var first = Network(dropout: 0, 9);
        using var second = Network(dropout: 0, 9);
        using var own = new CnnLstmLearner(first, settings, Train, Train);
        using var modules = new ModuleLearner(second, settings, Train, Train, CPU);
        foreach (var learner in new ILearner[] { own, modules })
        {
            var asValidated = learner.ValidationLossSum(0, 40) / 40;
            learner.Begin([.. Enumerable.Range(0, Train.Count)], 1);
            Assert.Equal(asValidated, learner.Step(0, 40, 1, 1), 1e-5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_killed_training_goes_on_to_the_same_weights(int killedAfter)
    {
        var expected = Run(Options);
        var checkpoints = new MemoryCheckpoints();
        var killer = new RoundsSeen { KilledAfter = killedAfter };
        Assert.Throws<KilledException>(() => Run(Options with { Checkpoints = checkpoints, Progress = killer }));
        Assert.Equal(killedAfter, checkpoints.Writes);
        var resumed = Run(Options with { Checkpoints = checkpoints });
        Assert.Equal(expected.Weights, resumed.Weights);
        Assert.Equal(
            expected.Result.Epochs.Select(e => (e.TrainLoss, e.ValidationLoss)),
            resumed.Result.Epochs.Select(e => (e.TrainLoss, e.ValidationLoss)));
    }

    [Fact]
    public void The_weights_of_the_best_epoch_are_in_the_module_at_the_end()
    {
        var settings = Settings with { LearningRate = 0.1 };
        var whole = Run(Options with { Epochs = 40, Patience = 2 }, settings: settings);
        Assert.True(whole.Result.StoppedEarly);
        var refit = Run(Options with { ExactRounds = whole.Result.BestEpoch }, validation: null, settings: settings);
        Assert.Equal(refit.Weights, whole.Weights);
    }

    [Fact]
    public void Another_seed_drops_and_orders_otherwise() =>
        Assert.NotEqual(Run(Options).Weights, Run(Options with { Seed = 5 }).Weights);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_number_that_is_not_finite_ends_the_training_with_its_place(float value)
    {
        var values = Train.Table.Values.ToArray();
        values[Train.Bars[^1] * MadeUp.Features] = value;
        var broken = Train with { Table = new(values, MadeUp.Features) };
        var error = Assert.Throws<NonFiniteLossException>(() => Run(Options with { BatchSize = Train.Count }, train: broken));
        Assert.Equal((1, 1), (error.Epoch, error.Step));
    }

    [Fact]
    public void A_validation_loss_that_is_not_finite_ends_the_training()
    {
        var values = Validation.Table.Values.ToArray();
        values[Validation.Bars[^1] * MadeUp.Features] = float.NaN;
        var error = Assert.Throws<NonFiniteLossException>(
            () => Run(Options, validation: Validation with { Table = new(values, MadeUp.Features) }));
        Assert.Equal((1, 0), (error.Epoch, error.Step));
    }

    [Fact]
    public void Cancellation_takes_effect_within_one_batch()
    {
        using var source = new CancellationTokenSource();
        using var network = Network();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new Trainer(network, Settings, Options).Fit(Train, Validation, source.Token));
    }

    private static CnnLstm Network(double dropout = 0.2, int outputs = 3)
    {
        LibTorch.Load();
        manual_seed(1);
        return new(MadeUp.Features, 4, 3, 8, dropout, outputs);
    }

    private static (FitResult Result, byte[] Weights) Run(FitOptions options, Samples? train = null, TrainerSettings? settings = null) =>
        Run(options, Validation, train, settings);

    private static (FitResult Result, byte[] Weights) Run(
        FitOptions options, Samples? validation, Samples? train = null, TrainerSettings? settings = null)
    {
        using var network = Network();
        var result = new Trainer(network, settings ?? Settings, options).Fit(train ?? Train, validation, default);
        return (result, network.SaveWeights());
    }
}

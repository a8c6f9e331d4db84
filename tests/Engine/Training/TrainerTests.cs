using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Training;
using Huracan.Tests.Engine.Models;
using Huracan.Engine.Tensors;
using TorchSharp;
using static TorchSharp.torch.nn;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Training;

[Collection("torch")]
public sealed class TrainerTests
{
    private const int Lookback = 6;
    private static readonly Samples Train = MadeUp.Samples(200, 1);
    private static readonly Samples Validation = MadeUp.Samples(80, 2);
    private static readonly FitOptions Options = new() { Epochs = 6, BatchSize = 32, Seed = 4 };
    private static readonly TrainerSettings Settings = new() { Lookback = Lookback, LearningRate = 0.01 };

    [Fact]
    public void One_step_is_PyTorchs()
    {
        var golden = Safetensors.Parse(File.ReadAllBytes(Repository.Golden("models", "cnn_lstm.safetensors")));
        using var scope = NewDisposeScope();
        using var network = new CnnLstm(3, 4, 3, 5, dropout: 0);
        network.LoadWeights(Weights(golden));
        var bars = golden.Tensor("bars").data<long>().Select(b => (int)b).ToArray();
        var classes = golden.Tensor("classes").data<long>().Select(c => (byte)c).ToArray();
        var samples = new Samples(new(golden.Tensor("table").data<float>().ToArray(), 3), bars, classes, new float[bars.Length]);
        var settings = new TrainerSettings { Lookback = 7, LearningRate = 1e-2, WeightDecay = 1e-1 };

        var result = new Trainer(network, settings, new() { Epochs = 1, BatchSize = bars.Length }).Fit(samples, null, default);

        Assert.Equal(golden.Tensor("loss").item<float>(), result.BestLoss, 1e-6);
        foreach (var (name, parameter) in network.named_parameters())
        {
            var expected = golden.Tensor("after." + name).data<float>().ToArray();
            var actual = parameter.data<float>().ToArray();
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-5);
        }
    }

    [Fact]
    public void Logits_and_gradients_are_PyTorchs()
    {
        var golden = Safetensors.Parse(File.ReadAllBytes(Repository.Golden("models", "cnn_lstm.safetensors")));
        using var scope = NewDisposeScope();
        using var network = new CnnLstm(3, 4, 3, 5, dropout: 0);
        network.LoadWeights(Weights(golden));
        var windows = golden.Tensor("table").unfold(0, 7, 1); // [B, F, L]
        var logits = network.call(windows);
        AssertClose(golden.Tensor("logits"), logits);
        functional.cross_entropy(logits, golden.Tensor("classes")).backward();
        foreach (var (name, parameter) in network.named_parameters())
            AssertClose(golden.Tensor("grad." + name), parameter.grad);

        static void AssertClose(Tensor expected, Tensor? actual)
        {
            Assert.NotNull(actual);
            Assert.Equal(expected.shape, actual.shape);
            foreach (var (e, a) in expected.data<float>().Zip(actual.detach().contiguous().data<float>()))
                Assert.Equal(e, a, 1e-5);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_killed_training_goes_on_to_the_same_weights(int killedAfter)
    {
        var (whole, expected) = Run(Options);
        var checkpoints = new MemoryCheckpoints();
        var killer = new RoundsSeen { KilledAfter = killedAfter };
        Assert.Throws<KilledException>(() => Run(Options with { Checkpoints = checkpoints, Progress = killer }));
        Assert.Equal(killedAfter, checkpoints.Writes);
        var (resumed, weights) = Run(Options with { Checkpoints = checkpoints });
        Assert.Equal(Options.Epochs, checkpoints.Writes);
        Assert.Equal(expected, weights);
        Assert.Equal((whole.BestEpoch, whole.BestLoss), (resumed.BestEpoch, resumed.BestLoss));
        Assert.Equal(
            whole.Epochs.Select(e => (e.TrainLoss, e.ValidationLoss)), resumed.Epochs.Select(e => (e.TrainLoss, e.ValidationLoss)));
        Assert.Equal(expected, Run(Options with { Checkpoints = checkpoints }).Weights); // killed between the end and the publishing
        Assert.Equal(Options.Epochs, checkpoints.Writes);
    }

    [Fact]
    public void A_refit_without_validation_is_resumed_as_well()
    {
        var options = Options with { ExactRounds = 4 };
        var expected = Run(options, validation: null).Weights;
        var checkpoints = new MemoryCheckpoints();
        var killer = new RoundsSeen { KilledAfter = 2 };
        Assert.Throws<KilledException>(() => Run(options with { Checkpoints = checkpoints, Progress = killer }, validation: null));
        Assert.Equal(expected, Run(options with { Checkpoints = checkpoints }, validation: null).Weights);
        Assert.Equal(4, checkpoints.Writes);
    }

    [Fact]
    public void A_checkpoint_of_another_training_or_a_damaged_one_is_not_taken_up()
    {
        var expected = Run(Options).Weights;
        var checkpoints = new MemoryCheckpoints();
        Run(Options with { Seed = 99, Checkpoints = checkpoints });
        Assert.Equal(expected, Run(Options with { Checkpoints = checkpoints }).Weights);
        foreach (var damaged in new[] { [], [1, 2, 3], checkpoints.State![..(checkpoints.State.Length / 2)] })
        {
            checkpoints.State = damaged;
            Assert.Equal(expected, Run(Options with { Checkpoints = checkpoints }).Weights);
        }
    }

    [Fact]
    public void The_best_epoch_is_kept_and_patience_ends_the_training()
    {
        var options = Options with { Epochs = 60, Patience = 2 };
        var settings = Settings with { LearningRate = 0.1 };
        var (result, weights) = Run(options, settings: settings);
        Assert.True(result.StoppedEarly);
        Assert.Equal(result.BestEpoch + 2, result.Epochs.Count);
        Assert.Equal(result.Epochs.Min(e => e.ValidationLoss), result.BestLoss);
        Assert.Equal(Run(options with { Epochs = result.BestEpoch }, settings: settings).Weights, weights);
    }

    [Fact]
    public void Out_of_memory_halves_the_batch_and_goes_on()
    {
        var (result, weights) = Run(Options, most: 10);
        Assert.Equal(8, result.BatchSize);
        Assert.Equal(Options.Epochs, result.Epochs.Count);
        Assert.Equal(Run(Options with { BatchSize = 8 }).Weights, weights); // the failed tries left no trace
    }

    [Fact]
    public void Out_of_memory_in_a_later_epoch_runs_that_epoch_again()
    {
        var checkpoints = new MemoryCheckpoints();
        var killer = new RoundsSeen { KilledAfter = 2 };
        Assert.Throws<KilledException>(() => Run(Options with { Checkpoints = checkpoints, Progress = killer }));
        var kept = checkpoints.State;
        var (result, weights) = Run(Options with { Checkpoints = checkpoints }, most: 16, failAtCall: 5);
        Assert.Equal(16, result.BatchSize);
        checkpoints.State = kept;
        var (again, expected) = Run(Options with { Checkpoints = checkpoints }, most: 16);
        Assert.Equal(expected, weights);
        Assert.Equal(again.BestLoss, result.BestLoss);
    }

    [Fact]
    public void Out_of_memory_with_a_batch_of_one_is_the_end() =>
        Assert.Throws<TorchOutOfMemoryException>(() => Run(Options, most: 0));

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_training_with_its_place()
    {
        var values = Train.Table.Values.ToArray();
        values[Train.Bars[^1] * MadeUp.Features] = float.NaN;
        var broken = Train with { Table = new(values, MadeUp.Features) };
        var error = Assert.Throws<NonFiniteLossException>(() => Run(Options with { BatchSize = Train.Count }, train: broken));
        Assert.Equal((1, 1), (error.Epoch, error.Step));
    }

    [Fact]
    public void A_gpu_that_is_not_there_is_refused_by_name()
    {
        if (!LibTorch.HasGpu())
            Assert.Contains(
                "'cuda'", Assert.Throws<InputRefusedException>(() => Run(Options with { Device = TrainingDevice.Cuda })).Message,
                StringComparison.Ordinal);
        else
            Assert.Equal(Options.Epochs, Run(Options with { Device = TrainingDevice.Cuda }).Result.Epochs.Count);
    }

    [Fact]
    public void Cancellation_takes_effect_within_one_batch_and_keeps_the_checkpoint()
    {
        using var source = new CancellationTokenSource();
        var checkpoints = new MemoryCheckpoints();
        var calls = 0;
        manual_seed(1);
        using var network = new Limited(new(MadeUp.Features, 4, 3, 8, 0.2), int.MaxValue, 0, () =>
        {
            if (++calls == 12)
                source.Cancel();
        });
        var trainer = new Trainer(network, Settings, Options with { Checkpoints = checkpoints });
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(Train, Validation, source.Token));
        Assert.Equal(12, calls);
        Assert.Equal(1, checkpoints.Writes); // an epoch is 7 batches and one of validation
    }

    [Fact]
    public void A_training_leaves_no_tensors_behind()
    {
        manual_seed(1);
        using var network = new CnnLstm(MadeUp.Features, 4, 3, 8, 0.2);
        new Trainer(network, Settings, Options).Fit(Train, Validation, default);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        new Trainer(network, Settings, Options).Fit(Train, Validation, default);
        Assert.Equal(before, Tensor.TotalCount);
    }

    private static Dictionary<string, Tensor> Weights(SafetensorsFile golden) => golden.Entries.Keys
        .Where(name => name.StartsWith("before.", StringComparison.Ordinal)).ToDictionary(name => name["before.".Length..], golden.Tensor);

    private static (FitResult Result, byte[] Weights) Run(
        FitOptions options, Samples? train = null, TrainerSettings? settings = null, int most = int.MaxValue, int failAtCall = 0) =>
        Run(options, Validation, train, settings, most, failAtCall);

    private static (FitResult Result, byte[] Weights) Run(
        FitOptions options, Samples? validation, Samples? train = null, TrainerSettings? settings = null,
        int most = int.MaxValue, int failAtCall = 0)
    {
        manual_seed(1);
        using var network = new Limited(new(MadeUp.Features, 4, 3, 8, 0.2), most, failAtCall, () => { });
        var result = new Trainer(network, settings ?? Settings, options).Fit(train ?? Train, validation, default);
        return (result, network.SaveWeights());
    }

    /// <summary>A network for which batches above a size do not fit in memory, from a call on.</summary>
    private sealed class Limited : Module<Tensor, Tensor>
    {
        private readonly CnnLstm inner;
        private readonly int most;
        private readonly int failAtCall;
        private readonly Action called;
        private int calls;

        public Limited(CnnLstm inner, int most, int failAtCall, Action called)
            : base(nameof(Limited))
        {
            (this.inner, this.most, this.failAtCall, this.called) = (inner, most, failAtCall, called);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            called();
            return training && ++calls >= failAtCall && input.shape[0] > most
                ? throw new TorchOutOfMemoryException("made up")
                : inner.call(input);
        }
    }
}

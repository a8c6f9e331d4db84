using System.Diagnostics;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Tensors;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Training;

/// <summary>
/// Trains a network of windows [B, F, L] → logits [B, 3] with AdamW on the cross-entropy. Every epoch draws its order and its dropout
/// from (seed, epoch) alone, so that an epoch run again, after a kill or with a smaller batch, needs no more than the state it
/// started from. Out of memory halves the batch, down to 1, and runs the epoch again.
/// </summary>
/// <param name="network">Starts from the weights it has; ends with those of the best epoch, on the device of the options.</param>
/// <param name="settings">How it learns.</param>
/// <param name="options">How long, on what device, and where checkpoints go.</param>
public sealed class Trainer(Module<Tensor, Tensor> network, TrainerSettings settings, FitOptions options)
{
    /// <summary>
    /// With <paramref name="validation"/>: up to <see cref="FitOptions.Epochs"/>, stopping early, keeping the best epoch. Without:
    /// exactly <see cref="FitOptions.ExactRounds"/> (else <see cref="FitOptions.Epochs"/>), keeping the last. The finished training's
    /// checkpoint stays, so that a process killed before the model is published loses nothing; the caller deletes it.
    /// </summary>
    /// <exception cref="InputRefusedException">A GPU is asked for where there is none.</exception>
    /// <exception cref="NonFiniteLossException">The loss or a gradient is not finite.</exception>
    /// <exception cref="TorchOutOfMemoryException">Not even a batch of 1 fits.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, within one batch.</exception>
    public FitResult Fit(Samples train, Samples? validation, CancellationToken cancellationToken) =>
        LibTorch.Run(() => FitLoaded(train, validation, cancellationToken));

    private FitResult FitLoaded(Samples train, Samples? validation, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1, nameof(options.BatchSize));
        var device = new Device(SettingText.Of(options.Device));
        if (device.type == DeviceType.CUDA && !LibTorch.HasGpu())
            throw new InputRefusedException($"Device '{device}' was asked for, but libtorch sees no GPU; 'cpu' works everywhere.");
        using ILearner learner = network is ILearnsOnProcessor own && device.type == DeviceType.CPU
            ? own.Learner(settings, train, validation)
            : new ModuleLearner(network, settings, train, validation, device);
        var identity = TrainingIdentity.Of($"{settings}", settings.HasValueHead, options, train, validation);
        var state = TrainingState.FromBytes(options.Checkpoints?.Read(), identity);
        state?.Restore(learner);
        state ??= TrainingState.Start(options.BatchSize, learner);
        var epochs = validation is null ? options.ExactRounds ?? options.Epochs : options.Epochs;
        while (state.Epoch < epochs && !OutOfPatience())
        {
            state = RunEpoch(learner, train.Count, validation?.Count, state, cancellationToken);
            options.Checkpoints?.Write(state.ToBytes(identity));
            options.Progress?.Report(state.History[^1]);
        }
        if (state.BestNetwork is not null)
            learner.LoadNetwork(state.BestNetwork);
        return new(state.BestEpoch, state.BestLoss, state.History, OutOfPatience(), state.BatchSize);

        bool OutOfPatience() => validation is not null && state.Epoch - state.BestEpoch >= options.Patience;
    }

    private TrainingState RunEpoch(
        ILearner learner, int trainCount, int? validationCount, TrainingState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var epoch = state.Epoch + 1;
                var started = Stopwatch.GetTimestamp();
                var trainLoss = Train(learner, trainCount, epoch, state.BatchSize, cancellationToken);
                var trained = Stopwatch.GetElapsedTime(started).TotalSeconds;
                var validationLoss = validationCount is { } count
                    ? Evaluate(learner, count, epoch, state.BatchSize, cancellationToken)
                    : double.NaN;
                var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
                return state.After(new(epoch, trainLoss, validationLoss, seconds, trainCount / trained), learner);
            }
            catch (Exception exception) when (TorchException.IsOutOfMemory(exception) && state.BatchSize > 1)
            {
                // A batch larger than the training set was one of its size: halving that would fail the same.
                state = state with { BatchSize = Math.Max(1, Math.Min(state.BatchSize, trainCount) / 2) };
                state.Restore(learner);
            }
        }
    }

    private double Train(ILearner learner, int count, int epoch, int batchSize, CancellationToken cancellationToken)
    {
        var seed = SeededRandom.Derive(options.Seed, $"epoch {epoch}");
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        new SeededRandom(seed).Shuffle<int>(order);
        learner.Begin(order, seed);
        var sum = 0.0;
        for (int start = 0, step = 1; start < count; start += batchSize, step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var size = Math.Min(batchSize, count - start);
            sum += size * learner.Step(start, size, epoch, step);
        }
        return sum / count;
    }

    private static double Evaluate(ILearner learner, int count, int epoch, int batchSize, CancellationToken cancellationToken)
    {
        batchSize = Math.Min(4 * batchSize, 256); // without gradients to keep, more fits
        var sum = 0.0;
        for (var start = 0; start < count; start += batchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum += learner.ValidationLossSum(start, Math.Min(batchSize, count - start));
        }
        return double.IsFinite(sum) ? sum / count : throw new NonFiniteLossException(epoch, 0, "validation loss");
    }
}

using Huracan.Engine.Models.Kernels;
using Huracan.Engine.Models.Values;
using Huracan.Engine.Tensors;
using Huracan.Engine.Training;
using static TorchSharp.torch;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// Trains the CNN-LSTM on the processor without a tensor in a step: windows are copied from the rows of the feature table, gradients come
/// from <see cref="CnnLstmKernel"/>, and <see cref="AdamW"/> goes over all weights at once, in the order in which the kernel reads them.
/// </summary>
internal sealed class CnnLstmLearner : ILearner
{
    private readonly CnnLstm network;
    private readonly Samples train;
    private readonly Samples? validation;
    private readonly float[]? trainWeights; // of the classes' loss
    private readonly float[]? trainOutcomes; // for a value head
    private readonly Dropout dropout;
    private readonly CnnLstmKernel kernel;
    private readonly AdamW adamW;
    private int[] bars = [];
    private byte[] classes = [];
    private float[] weights = [];
    private float[] outcomes = [];
    private float[] outcomeWeights = [];
    private ulong seed;

    public CnnLstmLearner(CnnLstm network, TrainerSettings settings, Samples train, Samples? validation)
    {
        (this.network, this.train, this.validation) = (network, train, validation);
        trainWeights = ClassWeights.PerSample(train, settings.ClassWeighting);
        trainOutcomes = settings.HasValueHead ? ReturnScale.Fit(train).Of(train.Returns) : null;
        dropout = new(network.DropoutShare);
        kernel = new(Kernel.Best, network.Layout, settings.Lookback, CnnLstmKernel.TrainingRows, backward: true, new());
        adamW = new(network.Layout.Length, settings);
        network.CopyTo(kernel);
    }

    public void Begin(int[] order, ulong seed)
    {
        bars = Array.ConvertAll(order, number => train.Bars[number]);
        classes = Array.ConvertAll(order, number => train.Classes[number]);
        weights = Ordered(trainWeights, order);
        outcomes = Ordered(trainOutcomes, order);
        outcomeWeights = trainOutcomes is null ? [] : Ordered(train.Weights, order);
        this.seed = seed;
    }

    public double Step(int start, int count, int epoch, int step)
    {
        var state = seed + (ulong)step * SeededRandom.SplitMixStep;
        var loss = kernel.Gradients(
            train.Table, bars.AsSpan(start, count), classes.AsSpan(start, count),
            Part(weights), dropout, SeededRandom.SplitMix(ref state), new(Part(outcomes), Part(outcomeWeights)));
        if (!double.IsFinite(loss + kernel.ValuesLoss))
            throw new NonFiniteLossException(epoch, step, "loss");
        var norm = Math.Sqrt(FixedOrder.SumOfSquares(kernel.WeightGradients));
        if (!double.IsFinite(norm))
            throw new NonFiniteLossException(epoch, step, "gradient norm");
        adamW.Begin(norm);
        adamW.Step(0, kernel.Weights, kernel.WeightGradients);
        kernel.TakeWeights();
        return loss;

        ReadOnlySpan<float> Part(float[] values) => values.Length == 0 ? [] : values.AsSpan(start, count);
    }

    public double ValidationLossSum(int start, int count) => validation is null
        ? throw new InvalidOperationException("There are no validation samples.")
        : kernel.LossSum(validation.Table, validation.Bars.AsSpan(start, count), validation.Classes.AsSpan(start, count));

    public void SaveOptimizer(BinaryWriter writer) => adamW.Save(writer);

    public void LoadOptimizer(BinaryReader reader) => adamW.Load(reader);

    public byte[] SaveNetwork()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var weights = network.Layout.Write(kernel.Weights);
        foreach (var (name, parameter) in network.named_parameters())
            parameter.copy_(tensor(weights[name], parameter.shape));
        return network.SaveWeights();
    }

    public void LoadNetwork(byte[] weights)
    {
        network.LoadWeights(weights);
        network.CopyTo(kernel);
    }

    public void Dispose() => kernel.Dispose();

    private static float[] Ordered(float[]? values, int[] order) =>
        values is null ? [] : Array.ConvertAll(order, number => values[number]);
}

using System.Runtime.InteropServices;
using Huracan.Engine.Models.Kernels;
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
    private readonly TrainerSettings settings;
    private readonly Samples train;
    private readonly Samples? validation;
    private readonly float[] classWeights;
    private readonly Dropout dropout;
    private readonly CnnLstmKernel kernel;
    private readonly AdamW adamW;
    private readonly float[] means;
    private readonly float[] squares;
    private int[] bars = [];
    private byte[] classes = [];
    private ulong seed;
    private long steps;

    public CnnLstmLearner(CnnLstm network, TrainerSettings settings, Samples train, Samples? validation)
    {
        (this.network, this.settings, this.train, this.validation) = (network, settings, train, validation);
        classWeights = settings.ClassWeighting ? ClassWeights.PerClass(train) : [];
        dropout = new(network.DropoutShare);
        kernel = new(Kernel.Best, network.Layout, settings.Lookback, CnnLstmKernel.TrainingRows, backward: true, new());
        adamW = new(settings.LearningRate, settings.WeightDecay);
        means = new float[network.Layout.Length];
        squares = new float[network.Layout.Length];
        TakeWeights();
    }

    public void Begin(int[] order, ulong seed)
    {
        bars = Array.ConvertAll(order, number => train.Bars[number]);
        classes = Array.ConvertAll(order, number => train.Classes[number]);
        this.seed = seed;
    }

    public double Step(int start, int count, int epoch, int step)
    {
        var state = seed + (ulong)step * SeededRandom.SplitMixStep;
        var loss = kernel.Gradients(
            train.Table, bars.AsSpan(start, count), classes.AsSpan(start, count), classWeights, dropout, SeededRandom.SplitMix(ref state));
        if (!double.IsFinite(loss))
            throw new NonFiniteLossException(epoch, step, "loss");
        var norm = Math.Sqrt(AdamW.SumOfSquares(kernel.WeightGradients));
        if (!double.IsFinite(norm))
            throw new NonFiniteLossException(epoch, step, "gradient norm");
        var scale = AdamW.ClipScale(norm, settings.GradientClip);
        adamW.Step(++steps, scale, kernel.Weights, kernel.WeightGradients, means, squares);
        kernel.TakeWeights();
        return loss;
    }

    public double ValidationLossSum(int start, int count) => validation is null
        ? throw new InvalidOperationException("There are no validation samples.")
        : kernel.LossSum(validation.Table, validation.Bars.AsSpan(start, count), validation.Classes.AsSpan(start, count));

    public byte[] Save()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var weights = SaveNetwork();
        writer.Write(weights.Length);
        writer.Write(weights);
        writer.Write(steps);
        writer.Write(MemoryMarshal.AsBytes(means.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(squares.AsSpan()));
        return stream.ToArray();
    }

    public void Load(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        LoadNetwork(reader.ReadBytes(reader.ReadInt32()));
        steps = reader.ReadInt64();
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(means.AsSpan()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(squares.AsSpan()));
    }

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
        TakeWeights();
    }

    public void Dispose() => kernel.Dispose();

    private void TakeWeights()
    {
        var weights = network.named_parameters().ToDictionary(p => p.name, p => p.parameter.data<float>().ToArray());
        network.Layout.Read(weights, kernel.Weights);
        kernel.TakeWeights();
    }
}

using Huracan.Engine.Models;
using Huracan.Engine.Models.Values;
using Huracan.Engine.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Training;

/// <summary>Trains any module by libtorch, on the processor or a GPU.</summary>
internal sealed class ModuleLearner : ILearner
{
    private readonly Module<Tensor, Tensor> network;
    private readonly Device device;
    private readonly IOptimizer optimizer;
    private readonly SampleTensors train;
    private readonly SampleTensors? validation;
    private readonly Tensor? classWeights;
    private readonly Tensor? sampleWeights; // [N], those of the classes among them
    private readonly Tensor? outcomes; // [N], for a value head
    private readonly Tensor? outcomeWeights; // [N]
    private Tensor? order; // [N]

    public ModuleLearner(Module<Tensor, Tensor> network, TrainerSettings settings, Samples train, Samples? validation, Device device)
    {
        (this.network, this.device) = (network, device);
        network.to(device);
        Parameter[] parameters = [.. network.parameters()];
        optimizer = device.type == DeviceType.CUDA ? new DeviceOptimizer(parameters, settings) : new HostOptimizer(parameters, settings);
        this.train = new(train, settings.Lookback, device);
        this.validation = validation is null ? null : new(validation, settings.Lookback, device);
        if (train.Weights is not null)
            sampleWeights = tensor(ClassWeights.PerSample(train, settings.ClassWeighting)!, device: device).DetachFromDisposeScope();
        else if (settings.ClassWeighting)
            classWeights = tensor(ClassWeights.PerClass(train), device: device).DetachFromDisposeScope();
        if (!settings.HasValueHead)
            return;
        outcomes = tensor(ReturnScale.Fit(train).Of(train.Returns), device: device).DetachFromDisposeScope();
        outcomeWeights = train.Weights is null ? null : tensor(train.Weights, device: device).DetachFromDisposeScope();
    }

    public void Begin(int[] order, ulong seed)
    {
        this.order?.Dispose();
        this.order = train.Upload(Array.ConvertAll(order, number => (long)number)).DetachFromDisposeScope();
        manual_seed((long)seed); // dropout
        if (device.type == DeviceType.CUDA)
            cuda.manual_seed((long)seed); // the line above seeds the processor's generator alone
        network.train();
    }

    public double Step(int start, int count, int epoch, int step)
    {
        using var scope = NewDisposeScope();
        var picked = order!.narrow(0, start, count); // set when the epoch began
        var (windows, classes) = train.Batch(picked);
        var made = Outputs(windows);
        var ofClasses = Loss(Logits(made), classes, picked);
        var loss = outcomes is null ? ofClasses : ofClasses + ValueLoss.Share * ValuesLoss(made, picked);
        var value = loss.item<float>();
        if (!float.IsFinite(value))
            throw new NonFiniteLossException(epoch, step, "loss");
        loss.backward();
        if (!double.IsFinite(optimizer.Step()))
            throw new NonFiniteLossException(epoch, step, "gradient norm");
        return outcomes is null ? value : ofClasses.item<float>(); // as validation is measured
    }

    public double ValidationLossSum(int start, int count)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        network.eval();
        var (windows, classes) = validation!.Batch(arange(start, start + count, device: device)); // asked for only where there are some
        return functional.cross_entropy(Logits(Outputs(windows)), classes, reduction: Reduction.Sum).item<float>();
    }

    public void SaveOptimizer(BinaryWriter writer) => optimizer.Save(writer);

    public void LoadOptimizer(BinaryReader reader) => optimizer.Load(reader);

    public byte[] SaveNetwork() => network.SaveWeights();

    public void LoadNetwork(byte[] weights) => network.LoadWeights(weights);

    public void Dispose()
    {
        optimizer.Dispose();
        order?.Dispose();
        train.Dispose();
        validation?.Dispose();
        classWeights?.Dispose();
        sampleWeights?.Dispose();
        outcomes?.Dispose();
        outcomeWeights?.Dispose();
    }

    private Tensor Loss(Tensor logits, Tensor classes, Tensor picked)
    {
        if (sampleWeights is null)
            return functional.cross_entropy(logits, classes, classWeights);
        var weights = sampleWeights.index_select(0, picked);
        return (functional.cross_entropy(logits, classes, reduction: Reduction.None) * weights).sum() / weights.sum();
    }

    private Tensor ValuesLoss(Tensor made, Tensor picked)
    {
        if (made.shape[1] != 3 + ValueOutputs.Count)
            throw new InvalidOperationException(
                $"The network puts out {made.shape[1]} numbers; with a value head {3 + ValueOutputs.Count} are needed.");
        var losses = ValueTensorLoss.Of(made.narrow(1, 3, ValueOutputs.Count), outcomes!.index_select(0, picked));
        if (outcomeWeights is null)
            return losses.mean();
        var weights = outcomeWeights.index_select(0, picked);
        return (losses * weights).sum() / weights.sum();
    }

    private Tensor Logits(Tensor made) => outcomes is null ? made : made.narrow(1, 0, 3);

    // On a GPU the matrix products run in bfloat16; the loss never does.
    private Tensor Outputs(Tensor windows)
    {
        if (device.type != DeviceType.CUDA)
            return network.call(windows);
        using (new Autocast(DeviceType.CUDA))
            return network.call(windows).to(ScalarType.Float32);
    }
}

using Huracan.Engine.Models;
using Huracan.Engine.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Training;

/// <summary>A network, its optimizer and its loss: one step at a time, and the state between two of them.</summary>
internal sealed class Learner : IDisposable
{
    private readonly Module<Tensor, Tensor> network;
    private readonly Device device;
    private readonly IOptimizer optimizer;
    private readonly Tensor? classWeights;

    public Learner(Module<Tensor, Tensor> network, TrainerSettings settings, Samples train, Device device)
    {
        (this.network, this.device) = (network, device);
        network.to(device);
        Parameter[] parameters = [.. network.parameters()];
        optimizer = device.type == DeviceType.CUDA ? new DeviceOptimizer(parameters, settings) : new HostOptimizer(parameters, settings);
        classWeights = settings.ClassWeighting ? tensor(ClassWeights.PerClass(train), device: device).DetachFromDisposeScope() : null;
    }

    /// <summary>Makes one optimiser step on a batch; returns its mean loss before the step.</summary>
    /// <exception cref="NonFiniteLossException">Loss or gradient is not finite; the weights are as before.</exception>
    public double Step(Tensor windows, Tensor classes, int epoch, int step)
    {
        var loss = functional.cross_entropy(Logits(windows), classes, classWeights);
        var value = loss.item<float>();
        if (!float.IsFinite(value))
            throw new NonFiniteLossException(epoch, step, "loss");
        loss.backward();
        return double.IsFinite(optimizer.Step()) ? value : throw new NonFiniteLossException(epoch, step, "gradient norm");
    }

    /// <summary>Sum over a batch of the log loss, every class counted the same.</summary>
    public double LossSum(Tensor windows, Tensor classes) =>
        functional.cross_entropy(Logits(windows), classes, reduction: Reduction.Sum).item<float>();

    /// <summary>Network and optimizer, exactly.</summary>
    public byte[] Save()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var weights = SaveNetwork();
        writer.Write(weights.Length);
        writer.Write(weights);
        optimizer.Save(writer);
        return stream.ToArray();
    }

    /// <summary>Restores what <see cref="Save"/> gave.</summary>
    public void Load(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        LoadNetwork(reader.ReadBytes(reader.ReadInt32()));
        optimizer.Load(reader);
    }

    /// <summary>The network's weights as safetensors.</summary>
    public byte[] SaveNetwork() => network.SaveWeights();

    /// <summary>Restores what <see cref="SaveNetwork"/> gave.</summary>
    public void LoadNetwork(byte[] weights) => network.LoadWeights(weights);

    public void Dispose()
    {
        optimizer.Dispose();
        classWeights?.Dispose();
    }

    // On a GPU the matrix products run in bfloat16; the loss never does.
    private Tensor Logits(Tensor windows)
    {
        if (device.type != DeviceType.CUDA)
            return network.call(windows);
        using (new Autocast(DeviceType.CUDA))
            return network.call(windows).to(ScalarType.Float32);
    }
}

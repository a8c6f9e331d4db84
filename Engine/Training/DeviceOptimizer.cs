using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Huracan.Engine.Training;

/// <summary>TorchSharp's AdamW, for parameters on a GPU.</summary>
internal sealed class DeviceOptimizer(Parameter[] parameters, TrainerSettings settings) : IOptimizer
{
    private readonly OptimizerHelper adamW = optim.AdamW(parameters, settings.LearningRate, weight_decay: settings.WeightDecay);

    public double Step()
    {
        using var scope = NewDisposeScope();
        var norm = nn.utils.clip_grad_norm_(parameters, settings.GradientClip);
        if (double.IsFinite(norm))
            adamW.step();
        Forget();
        return norm;
    }

    public void Save(BinaryWriter writer) => adamW.save_state_dict(writer);

    public void Load(BinaryReader reader)
    {
        adamW.load_state_dict(reader);
        Forget();
    }

    public void Dispose() => adamW.Dispose();

    private void Forget()
    {
        foreach (var parameter in parameters)
            parameter.grad = null;
    }
}

using Huracan.Engine.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Huracan.Engine.Training;

/// <summary>
/// <see cref="AdamW"/> over the memory of parameters on the processor: TorchSharp's own, a dozen operators for each parameter, takes half
/// a millisecond a step.
/// </summary>
internal sealed class HostOptimizer : IOptimizer
{
    private readonly Parameter[] parameters;
    private readonly AdamW adamW;

    public HostOptimizer(Parameter[] parameters, TrainerSettings settings)
    {
        this.parameters = parameters;
        adamW = new(parameters.Sum(parameter => parameter.NumberOfElements), settings);
    }

    public double Step()
    {
        using var scope = NewDisposeScope();
        var gradients = Array.ConvertAll(parameters, parameter => parameter.grad?.contiguous());
        var sum = 0.0;
        foreach (var gradient in gradients)
            sum += gradient is null ? 0 : FixedOrder.SumOfSquares(gradient.Floats());
        var norm = Math.Sqrt(sum);
        if (double.IsFinite(norm))
        {
            adamW.Begin(norm);
            var start = 0;
            for (var i = 0; i < parameters.Length; start += (int)parameters[i++].NumberOfElements)
            {
                if (gradients[i] is { } gradient)
                    adamW.Step(start, parameters[i].Floats(), gradient.Floats());
            }
        }
        foreach (var parameter in parameters)
            parameter.grad = null;
        return norm;
    }

    public void Save(BinaryWriter writer) => adamW.Save(writer);

    public void Load(BinaryReader reader)
    {
        adamW.Load(reader);
        foreach (var parameter in parameters)
            parameter.grad = null;
    }

    public void Dispose()
    {
    }
}

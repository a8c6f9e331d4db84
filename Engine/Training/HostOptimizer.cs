using System.Runtime.InteropServices;
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
    private readonly double clip;
    private readonly AdamW adamW;
    private readonly float[][] means;
    private readonly float[][] squares;
    private long steps;

    public HostOptimizer(Parameter[] parameters, TrainerSettings settings)
    {
        this.parameters = parameters;
        clip = settings.GradientClip;
        adamW = new(settings.LearningRate, settings.WeightDecay);
        means = Array.ConvertAll(parameters, parameter => new float[parameter.NumberOfElements]);
        squares = Array.ConvertAll(parameters, parameter => new float[parameter.NumberOfElements]);
    }

    public double Step()
    {
        using var scope = NewDisposeScope();
        var gradients = Array.ConvertAll(parameters, parameter => parameter.grad?.contiguous());
        var sum = 0.0;
        foreach (var gradient in gradients)
            sum += gradient is null ? 0 : AdamW.SumOfSquares(Values(gradient));
        var norm = Math.Sqrt(sum);
        if (double.IsFinite(norm))
        {
            steps++;
            var scale = AdamW.ClipScale(norm, clip);
            for (var i = 0; i < parameters.Length; i++)
            {
                if (gradients[i] is { } gradient)
                    adamW.Step(steps, scale, Values(parameters[i]), Values(gradient), means[i], squares[i]);
            }
        }
        foreach (var parameter in parameters)
            parameter.grad = null;
        return norm;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(steps);
        foreach (var moments in means.Concat(squares))
            writer.Write(MemoryMarshal.AsBytes(moments.AsSpan()));
    }

    public void Load(BinaryReader reader)
    {
        steps = reader.ReadInt64();
        foreach (var moments in means.Concat(squares))
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(moments.AsSpan()));
        foreach (var parameter in parameters)
            parameter.grad = null;
    }

    public void Dispose()
    {
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}

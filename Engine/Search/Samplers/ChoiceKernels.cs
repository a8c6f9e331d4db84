using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Huracan.Engine.Search.Samplers;

/// <summary>Kernels of a choice: the observed one, smoothed towards all.</summary>
internal sealed class ChoiceKernels(int choices, double priorWeight) : IKernels
{
    private readonly List<double> observed = [];
    private double other;
    private double same;

    public double Shared { get; private set; }

    public void Insert(int place, double value) => observed.Insert(place, value);

    public void Remove(int place, int count) => observed.RemoveRange(place, count);

    public bool Fit(int observations)
    {
        var smoothing = priorWeight / (observations + 1);
        var total = 1 + choices * smoothing;
        (other, same) = (smoothing / total, (1 + smoothing) / total);
        Shared = Math.Log(other);
        return false;
    }

    public double Own(int kernel) => 0;

    public void AddLogDensity(double value, int from, Span<double> logs)
    {
        var more = Math.Log(same / other);
        var choice = CollectionsMarshal.AsSpan(observed).Slice(from, logs.Length);
        var sums = MemoryMarshal.Cast<double, Vector512<double>>(logs);
        var several = MemoryMarshal.Cast<double, Vector512<double>>(choice);
        var (wanted, added) = (Vector512.Create(value), Vector512.Create(more));
        for (var i = 0; i < sums.Length; i++)
            sums[i] += Vector512.Equals(several[i], wanted) & added;
        for (var i = sums.Length * Vector512<double>.Count; i < logs.Length; i++)
            logs[i] += choice[i] == value ? more : 0;
    }

    public double PriorLogDensity(double value) => -Math.Log(choices);

    public double Draw(int kernel, SeededRandom random)
    {
        var share = random.NextDouble();
        // The choices in turn, the observed one with more.
        for (var choice = 0; choice < choices - 1; choice++)
        {
            share -= choice == observed[kernel] ? same : other;
            if (share < 0)
                return choice;
        }
        return choices - 1;
    }

    public double DrawPrior(SeededRandom random) => random.NextInt(choices);
}

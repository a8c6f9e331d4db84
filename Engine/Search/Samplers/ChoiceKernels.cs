using System.Runtime.InteropServices;

namespace Huracan.Engine.Search.Samplers;

/// <summary>Kernels of a choice: the observed one, smoothed towards all.</summary>
internal sealed class ChoiceKernels(int choices, double priorWeight) : IKernels
{
    private readonly List<int> observed = [];
    private readonly double[] added = new double[choices];
    private double other;
    private double same;

    public double Shared { get; private set; }

    public void Insert(int place, double value) => observed.Insert(place, (int)value);

    public void Shorten(int count) => observed.RemoveRange(count, observed.Count - count);

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
        Array.Clear(added);
        added[(int)value] = Math.Log(same / other);
        ReadOnlySpan<double> more = added;
        var choice = CollectionsMarshal.AsSpan(observed).Slice(from, logs.Length);
        for (var i = 0; i < logs.Length; i++)
            logs[i] += more[choice[i]];
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

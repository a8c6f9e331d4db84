namespace Huracan.Engine.Search.Samplers;

/// <summary>Kernels of a choice: the observed one, smoothed towards all.</summary>
internal sealed class ChoiceKernels : IKernels
{
    private readonly int choices;
    private readonly int[] observed;
    private readonly double other;
    private readonly double same;

    public ChoiceKernels(int choices, double[] observations, double priorWeight)
    {
        this.choices = choices;
        observed = [.. observations.Select(value => (int)value)];
        var smoothing = priorWeight / (observations.Length + 1);
        var total = 1 + choices * smoothing;
        (other, same) = (smoothing / total, (1 + smoothing) / total);
    }

    public void Normalise(Span<double> logWeights)
    {
        var constant = Math.Log(other);
        for (var i = 0; i < observed.Length; i++)
            logWeights[i] += constant;
        logWeights[observed.Length] -= Math.Log(choices);
    }

    public void AddLogDensity(double value, Span<double> logs)
    {
        var more = Math.Log(same / other);
        for (var i = 0; i < observed.Length; i++)
        {
            if (observed[i] == (int)value)
                logs[i] += more;
        }
    }

    public double Draw(int kernel, SeededRandom random)
    {
        var share = random.NextDouble();
        if (kernel == observed.Length)
            return Math.Min((int)(share * choices), choices - 1);
        // The choices in turn, the observed one with more.
        for (var choice = 0; choice < choices - 1; choice++)
        {
            share -= choice == observed[kernel] ? same : other;
            if (share < 0)
                return choice;
        }
        return choices - 1;
    }
}

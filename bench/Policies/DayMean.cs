using Huracan.Engine.Regimes.Evidence;

namespace Huracan.Bench.Policies;

/// <summary>A mean over values of many coins, with a standard error that lets those of one day depend on each other (F16).</summary>
internal sealed class DayMean
{
    private const long DayMs = 86_400_000;
    private readonly Dictionary<int, DayCluster> days = [];

    public int Count => Clustered.Trades;

    public double Mean => Clustered.Bps;

    public double StandardError => Clustered.StandardError;

    private ClusteredMean Clustered => ClusteredMean.Of([.. days.Values]);

    public void Add(long time, double value)
    {
        if (double.IsFinite(value))
            Add(new DayCluster((int)(time / DayMs), 1, value > 0 ? 1 : 0, value, value * value));
    }

    public void Add(DayMean other)
    {
        foreach (var day in other.days.Values)
            Add(day);
    }

    private void Add(DayCluster day) => days[day.Day] = days.TryGetValue(day.Day, out var own) ? own + day : day;
}

namespace Huracan.Bench.Policies;

/// <summary>A mean over values of many coins, with a standard error that lets those of one day depend on each other (F16).</summary>
internal sealed class DayMean
{
    private const long DayMs = 86_400_000;
    private readonly Dictionary<long, (double Sum, int Count)> days = [];

    public int Count => days.Values.Sum(day => day.Count);

    public double Mean => days.Values.Sum(day => day.Sum) / Count;

    public double StandardError
    {
        get
        {
            var (mean, groups) = (Mean, (double)days.Count);
            var squares = days.Values.Sum(day => (day.Sum - day.Count * mean) * (day.Sum - day.Count * mean));
            return groups > 1 ? Math.Sqrt(groups / (groups - 1) * squares) / Count : double.NaN;
        }
    }

    public void Add(long time, double value)
    {
        if (!double.IsFinite(value))
            return;
        var (sum, count) = days.GetValueOrDefault(time / DayMs);
        days[time / DayMs] = (sum + value, count + 1);
    }

    public void Add(DayMean other)
    {
        foreach (var (day, (sum, count)) in other.days)
        {
            var own = days.GetValueOrDefault(day);
            days[day] = (own.Sum + sum, own.Count + count);
        }
    }
}

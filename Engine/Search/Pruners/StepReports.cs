namespace Huracan.Engine.Search.Pruners;

/// <summary>What complete trials reported at one step.</summary>
internal sealed class StepReports
{
    private readonly List<double> sorted = [];

    /// <summary>Number of reports, NaN among them.</summary>
    public int Count { get; private set; }

    /// <summary>The median of those that are numbers; null without any.</summary>
    public double? Median
    {
        get
        {
            if (sorted.Count == 0)
                return null;
            var middle = sorted.Count / 2;
            if (sorted.Count % 2 == 1 || sorted[middle - 1] == sorted[middle])
                return sorted[middle]; // two infinities have no difference
            return sorted[middle - 1] + (sorted[middle] - sorted[middle - 1]) / 2;
        }
    }

    public void Add(double value)
    {
        Count++;
        if (double.IsNaN(value))
            return;
        var place = sorted.BinarySearch(value);
        sorted.Insert(place < 0 ? ~place : place, value);
    }
}

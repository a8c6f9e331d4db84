namespace Huracan.MarketData.Daily;

/// <summary>Names of the tasks of the daily cycle.</summary>
public static class DailyTask
{
    /// <summary>Fetches candles.</summary>
    public const string Download = "download";

    /// <summary>Chooses the coins.</summary>
    public const string Universe = "universe";

    /// <summary>Trains anew what has to be, and makes champions of what has proven better.</summary>
    public const string Factory = "factory";

    /// <summary>Deletes what is old.</summary>
    public const string Retention = "retention";

    /// <summary>All of them, in the order in which each rests on those before.</summary>
    public static IReadOnlyList<string> All { get; } = [Download, Universe, Factory, Retention];
}

namespace Huracan.Bench.Policies;

/// <summary>What a policy does.</summary>
internal enum PolicyKind
{
    /// <summary>From the confidence chosen by the run, held for the horizon.</summary>
    AsTheRun,

    /// <summary>The strongest forecasts alone, held for the horizon.</summary>
    Extremes,

    /// <summary>The same, entered by resting orders that are filled only where the price trades through them.</summary>
    Maker,

    /// <summary>The same, the stronger the larger.</summary>
    Sized,

    /// <summary>From a strong forecast on for as long as forecasts do not turn or weaken.</summary>
    Hysteresis,
}

namespace Huracan.Storage.Plots;

/// <summary>How a series is drawn.</summary>
public enum ChartStyle
{
    Line,
    Points,
    Steps,

    /// <summary>Filled down or up to zero.</summary>
    Area,
}

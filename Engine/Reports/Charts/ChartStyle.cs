namespace Huracan.Engine.Reports.Charts;

/// <summary>How a series is drawn.</summary>
public enum ChartStyle
{
    /// <summary>Joined.</summary>
    Line,

    /// <summary>Dots.</summary>
    Points,

    /// <summary>Level until the next value.</summary>
    Steps,

    /// <summary>Filled down or up to zero.</summary>
    Area,

    /// <summary>A column from zero to each value.</summary>
    Bars,
}

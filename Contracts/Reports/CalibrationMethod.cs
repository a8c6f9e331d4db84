namespace Huracan.Contracts.Reports;

/// <summary>How a model's probabilities are corrected before they are traded on.</summary>
public enum CalibrationMethod
{
    /// <summary>Not at all.</summary>
    Identity,

    /// <summary>One temperature for all classes.</summary>
    Temperature,

    /// <summary>A rising step function of the confidence.</summary>
    Isotonic,
}

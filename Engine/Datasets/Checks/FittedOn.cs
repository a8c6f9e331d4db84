namespace Huracan.Engine.Datasets.Checks;

/// <summary>On which rows the scaler of a feature was fitted, as far as its numbers tell.</summary>
public enum FittedOn
{
    /// <summary>On train alone, as it should be.</summary>
    Train,

    /// <summary>On train and validation: a leak.</summary>
    TrainAndValidation,

    /// <summary>On all rows: a leak.</summary>
    All,

    /// <summary>No scaler is recognised.</summary>
    Unknown,

    /// <summary>
    /// No scaler is recognised, and more than half of its values are repeated, as of a flag: such columns are not judged.
    /// </summary>
    FewValues,
}

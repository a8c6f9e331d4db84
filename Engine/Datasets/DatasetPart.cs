namespace Huracan.Engine.Datasets;

/// <summary>What the rows of a dataset are for, in order of time.</summary>
public enum DatasetPart
{
    /// <summary>Models are fitted on it.</summary>
    Train,

    /// <summary>Models stop early on it and are chosen by it.</summary>
    Validation,

    /// <summary>Opened once, at the end.</summary>
    Test,
}

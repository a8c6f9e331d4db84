namespace Huracan.Engine.Datasets.Simulation;

/// <summary>A fault that is planted into a simulated dataset, so that it is seen whether it is found.</summary>
public enum PlantedLeak
{
    /// <summary>None.</summary>
    None,

    /// <summary>The scaler is fitted on all rows.</summary>
    Scaler,

    /// <summary>No rows are left out between the parts.</summary>
    Purge,

    /// <summary>The last feature is the return over the first horizon, under noise of the same size.</summary>
    Label,
}

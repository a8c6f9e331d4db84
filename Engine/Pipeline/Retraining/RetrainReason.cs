namespace Huracan.Engine.Pipeline.Retraining;

/// <summary>Why a unit is to be trained anew.</summary>
public enum RetrainReason
{
    /// <summary>It need not be.</summary>
    None,

    /// <summary>It has no model.</summary>
    NewUnit,

    /// <summary>Its model is too old.</summary>
    Age,

    /// <summary>There are many new bars beside those its model was trained on.</summary>
    NewData,

    /// <summary>The features of its newest bars differ from those before.</summary>
    Drift,
}

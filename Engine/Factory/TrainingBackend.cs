namespace Huracan.Engine.Factory;

/// <summary>Who does the factory's work.</summary>
public enum TrainingBackend
{
    /// <summary>Worker processes of this machine; the champions are in a folder.</summary>
    Local,

    /// <summary>The silos of a cluster, which keeps the champions too.</summary>
    Cluster,
}

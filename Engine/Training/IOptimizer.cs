namespace Huracan.Engine.Training;

/// <summary>Changes a network's parameters by their gradients, and holds what it needs for the next step.</summary>
internal interface IOptimizer : IDisposable
{
    /// <summary>
    /// Clips the gradients by their common norm, makes one step and forgets them. A norm that is not finite leaves the parameters as
    /// they are.
    /// </summary>
    /// <returns>The norm before clipping.</returns>
    double Step();

    /// <summary>Writes its state, exactly.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    void Load(BinaryReader reader);
}

using Huracan.Engine.Models;

namespace Huracan.Engine.Datasets.Pooled;

/// <summary>One pooled model to train.</summary>
/// <param name="Family">The model family.</param>
/// <param name="Settings">Settings of the family that differ from its defaults.</param>
/// <param name="Horizon">Horizon of the labels, bars.</param>
/// <param name="Options">Epochs, patience, batch size, device, and the seed that the training's own is made of.</param>
/// <param name="SpansGaps">Whether a window may hold rows between which bars are missing.</param>
public sealed record PooledTask(
    ModelFamily Family, IReadOnlyDictionary<string, double> Settings, int Horizon, FitOptions Options, bool SpansGaps = true)
{
    /// <summary>Its name, such as <c>lstm/h5</c>: the folder of what it leaves.</summary>
    public string Name => $"{Family.Name}/h{Horizon}";
}

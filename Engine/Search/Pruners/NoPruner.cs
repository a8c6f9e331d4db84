using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Pruners;

/// <summary>Never prunes.</summary>
public sealed class NoPruner : IPruner
{
    /// <inheritdoc/>
    public bool ShouldPrune(Study study, FrozenTrial trial) => false;
}

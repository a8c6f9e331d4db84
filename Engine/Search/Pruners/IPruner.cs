using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Pruners;

/// <summary>Says which trials are hopeless. The same study and trial give the same answer.</summary>
public interface IPruner
{
    /// <summary>Whether the trial should end, after its last report.</summary>
    bool ShouldPrune(Study study, FrozenTrial trial);
}

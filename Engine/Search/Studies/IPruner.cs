
namespace Huracan.Engine.Search.Studies;

/// <summary>Decides which trials to stop early. Deterministic: the same study and trial give the same answer.</summary>
public interface IPruner
{
    /// <summary>Whether the trial should be pruned after its last report.</summary>
    bool ShouldPrune(Study study, FrozenTrial trial);
}

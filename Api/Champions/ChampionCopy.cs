namespace Huracan.Api.Champions;

/// <summary>Tells whether the folder of champions has been made equal to those of the cluster since the start: what it lacks before is not
/// yet known to be no champion.</summary>
internal sealed class ChampionCopy
{
    private volatile bool isMade;

    /// <summary>Whether it has.</summary>
    public bool IsMade => isMade;

    /// <summary>It has now.</summary>
    public void Made() => isMade = true;
}

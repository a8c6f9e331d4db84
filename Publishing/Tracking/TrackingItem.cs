using System.Security.Cryptography;
using System.Text;

namespace Huracan.Publishing.Tracking;

/// <summary>What is to be recorded: read when it is sent, so that it is told as it is then.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Its folder; where it waits, relative to the folder that holds the queue's.</param>
public sealed record TrackingItem(TrackingKind Kind, string Path)
{
    /// <summary>Why a tracker refused it; null while it waits.</summary>
    public string? Reason { get; init; }

    /// <summary>A run.</summary>
    /// <param name="folder">Its folder, which has its name.</param>
    public static TrackingItem OfRun(string folder) => new(TrackingKind.Run, System.IO.Path.GetFullPath(folder));

    /// <summary>The champions of a folder.</summary>
    public static TrackingItem OfChampions(string folder) => new(TrackingKind.Champions, System.IO.Path.GetFullPath(folder));

    /// <summary>What it is called: the name of the run, or <c>champions</c> with the name of their folder.</summary>
    public string ToName()
    {
        var name = System.IO.Path.GetFileName(Path);
        if (Kind == TrackingKind.Run)
            return name;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path)))[..8]; // several may have the same name
        return $"champions-{name}-{hash}";
    }
}

/// <summary>Kinds of what is recorded.</summary>
public enum TrackingKind
{
    /// <summary>A run's folder.</summary>
    Run,

    /// <summary>A folder of champions.</summary>
    Champions,
}

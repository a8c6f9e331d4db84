using Huracan.Contracts;

namespace Huracan.Storage.Tracking;

/// <summary>
/// Where runs and models are recorded for people. Telling it the same twice changes nothing; telling it more adds what is new.
/// </summary>
public interface ITracker
{
    /// <summary>Where it is, in words.</summary>
    string Target { get; }

    /// <summary>Where it is, and the experiment there: what it was told under another key is not in this one.</summary>
    string Key { get; }

    /// <summary>Records a run with its parts.</summary>
    /// <param name="runs">Of one run, each after what it is a part of.</param>
    /// <param name="cancellationToken">Stops it; what was recorded stays.</param>
    /// <exception cref="TrackerAwayException">It cannot be reached, or cannot do it now.</exception>
    /// <exception cref="TrackerRefusalException">It refuses whatever it is told.</exception>
    /// <exception cref="InputRefusedException">It refuses, and would again.</exception>
    /// <exception cref="IOException">A file of what is recorded cannot be read.</exception>
    Task<TrackerReport> RecordAsync(IReadOnlyList<TrackedRun> runs, CancellationToken cancellationToken);

    /// <summary>Records models and their aliases as they are now.</summary>
    /// <param name="models">The models.</param>
    /// <param name="cancellationToken">Stops it; what was recorded stays.</param>
    /// <exception cref="TrackerAwayException">It cannot be reached, or cannot do it now.</exception>
    /// <exception cref="TrackerRefusalException">It refuses whatever it is told.</exception>
    /// <exception cref="InputRefusedException">It refuses, and would again.</exception>
    /// <exception cref="IOException">A file of what is recorded cannot be read.</exception>
    Task<TrackerReport> RecordAsync(IReadOnlyList<TrackedModel> models, CancellationToken cancellationToken);
}

namespace Huracan.Engine.Search.Studies;

/// <summary>Where one study's trials are kept. One writer at a time.</summary>
public interface IStudyStorage : IDisposable
{
    /// <summary>Which values are better.</summary>
    StudyDirection Direction { get; }

    /// <summary>All trials in the order of their numbers.</summary>
    IReadOnlyList<FrozenTrial> Load();

    /// <summary>Keeps a trial as it stands, whole or not at all; one of that number is replaced.</summary>
    void Put(FrozenTrial trial);

    /// <summary>What was noted about the study, JSON by key.</summary>
    IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Notes something about the study.</summary>
    /// <param name="key">Name, up to 512 characters.</param>
    /// <param name="json">JSON.</param>
    void SetAttribute(string key, string json);

    /// <summary>Says that a running trial is being worked on.</summary>
    void Heartbeat(int number);
}

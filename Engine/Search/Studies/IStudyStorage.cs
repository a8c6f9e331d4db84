namespace Huracan.Engine.Search.Studies;

/// <summary>Where one study's trials are kept. One writer at a time.</summary>
public interface IStudyStorage : IDisposable
{
    /// <summary>Which values are better.</summary>
    StudyDirection Direction { get; }

    /// <summary>All trials in the order of their numbers.</summary>
    IReadOnlyList<FrozenTrial> Load();

    /// <summary>Stores a trial atomically; one of that number is replaced.</summary>
    void Put(FrozenTrial trial);

    /// <summary>User attributes of the study, JSON by key.</summary>
    IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>Sets a user attribute of the study.</summary>
    /// <param name="key">Name, up to 512 characters.</param>
    /// <param name="json">JSON.</param>
    void SetAttribute(string key, string json);

    /// <summary>Heartbeat of a running trial.</summary>
    void Heartbeat(int number);
}

namespace Huracan.Engine.Search.Studies;

/// <summary>Keeps a study for as long as the process lives.</summary>
/// <param name="direction">Which values are better.</param>
public sealed class MemoryStudyStorage(StudyDirection direction) : IStudyStorage
{
    private readonly List<FrozenTrial> trials = [];
    private readonly SortedDictionary<string, string> attributes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public StudyDirection Direction { get; } = direction;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Attributes => attributes;

    /// <inheritdoc/>
    public IReadOnlyList<FrozenTrial> Load() => [.. trials];

    /// <inheritdoc/>
    public void Put(FrozenTrial trial)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trial.Number, trials.Count);
        if (trial.Number == trials.Count)
            trials.Add(trial);
        else
            trials[trial.Number] = trial;
    }

    /// <inheritdoc/>
    public void SetAttribute(string key, string json) => attributes[key] = json;

    /// <inheritdoc/>
    public void Heartbeat(int number)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

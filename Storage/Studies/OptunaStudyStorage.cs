using Huracan.Contracts;
using Huracan.Engine.Search.Studies;

namespace Huracan.Storage.Studies;

/// <summary>
/// A study in Optuna's own tables, so that Optuna's programs open it. One writer at a time: what is kept is known here, and only what is
/// new of a trial is written, in one transaction.
/// </summary>
public abstract class OptunaStudyStorage : IStudyStorage
{
    private readonly TrialChanges changes;
    private readonly OptunaSql sql;
    private readonly List<FrozenTrial> trials = [];
    private readonly List<long> ids = [];
    private SortedDictionary<string, string> attributes = new(StringComparer.Ordinal);
    private long studyId;

    private protected OptunaStudyStorage(OptunaSql sql, string study, StudyDirection direction, TimeZoneInfo zone)
    {
        if (study.Length is 0 or > OptunaSchema.LongestName)
            throw new InputRefusedException($"'{study}' cannot name a study: a name has 1 to {OptunaSchema.LongestName} characters.");
        (this.sql, Name, Direction, Zone) = (sql, study, direction, zone);
        changes = new TrialChanges(sql, zone);
    }

    /// <summary>Name of the study.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public StudyDirection Direction { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Attributes => attributes;

    private protected TimeZoneInfo Zone { get; }

    /// <inheritdoc/>
    public IReadOnlyList<FrozenTrial> Load() => [.. trials];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A number is left out, the value is NaN, or a name is longer than 512 characters.</exception>
    public void Put(FrozenTrial trial)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(trial.Number, trials.Count);
        if (trial.Value is double.NaN)
            throw new ArgumentException($"Trial {trial.Number} has the value NaN; a trial without a value has none.", nameof(trial));
        foreach (var name in trial.Parameters.Select(pair => pair.Key).Concat(trial.UserAttributes.Keys).Concat(
            trial.SystemAttributes.Keys))
            RefuseLong(name);
        if (trial.Number == trials.Count)
        {
            ids.Add(Write(changes.Of(studyId, null, null, trial)));
            trials.Add(trial);
        }
        else
        {
            Write(changes.Of(studyId, ids[trial.Number], trials[trial.Number], trial));
            trials[trial.Number] = trial;
        }
    }

    /// <inheritdoc/>
    public void SetAttribute(string key, string json)
    {
        RefuseLong(key);
        Write([new(sql.PutStudyAttribute, studyId, key, json)]);
        attributes[key] = json;
    }

    /// <inheritdoc/>
    public void Heartbeat(int number) => Write([new(sql.Heartbeat, ids[number])]);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Finds or creates the study, and reads it, within the caller's transaction.</summary>
    /// <param name="reader">Reads the tables.</param>
    /// <param name="origin">What is opened, for messages.</param>
    /// <param name="insert">Creates the study and returns its number.</param>
    private protected void FindOrCreate(StudyReader reader, string origin, Func<long> insert)
    {
        studyId = reader.Find(Name) ?? insert();
        var direction = reader.Direction(Name, studyId);
        if (direction != Direction)
        {
            throw new InputRefusedException(
                $"{origin}: the study '{Name}' is to {OptunaWords.Of(direction)}; asked for is {OptunaWords.Of(Direction)}. Ask for that, "
                    + "or take another place.");
        }
        attributes = reader.Attributes(studyId);
        foreach (var (id, trial) in reader.Trials(Name, studyId, Zone))
        {
            ids.Add(id);
            trials.Add(trial);
        }
    }

    /// <summary>Runs the changes, all or none.</summary>
    /// <returns>Id of the trial inserted; 0 where there is none.</returns>
    private protected abstract long Write(IReadOnlyList<OptunaChange> changes);

    private static void RefuseLong(string name)
    {
        if (name.Length > OptunaSchema.LongestName)
            throw new ArgumentException(
                $"'{name[..40]}…' has {name.Length} characters; a name has at most {OptunaSchema.LongestName}.", nameof(name));
    }
}

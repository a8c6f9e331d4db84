using System.Data.Common;
using Huracan.Contracts;
using Huracan.Engine.Search.Studies;

namespace Huracan.Storage.Studies;

/// <summary>Reads a study from Optuna's tables, within the caller's transaction.</summary>
/// <param name="sql">The statements.</param>
/// <param name="query">Runs one.</param>
/// <param name="origin">What is read, for messages.</param>
internal sealed class StudyReader(OptunaSql sql, Func<OptunaStatement, object?[], DbDataReader> query, string origin)
{
    /// <exception cref="InputRefusedException">The tables are of another version.</exception>
    public void RefuseOtherVersion()
    {
        var versions = Texts(sql.Versions);
        if (versions is not [OptunaSchema.Version])
        {
            var found = versions.Count == 0 ? "no schema version" : $"Optuna's schema '{string.Join(", ", versions)}'";
            throw new InputRefusedException(
                $"{origin} has {found}; only '{OptunaSchema.Version}' (Optuna 3.2 to 5) will do. Bring it there with 'optuna storage "
                    + "upgrade', or take another place.");
        }
    }

    /// <summary>The study of a name; null where there is none.</summary>
    public long? Find(string study)
    {
        using var rows = query(sql.StudyId, [study]);
        return rows.Read() ? rows.GetInt64(0) : null;
    }

    /// <summary>The names of a few studies.</summary>
    public List<string> Names() => Texts(sql.StudyNames);

    /// <exception cref="InputRefusedException">It has several objectives, or none.</exception>
    public StudyDirection Direction(string study, long id) => Texts(sql.Directions, id) switch
    {
        ["MINIMIZE"] => StudyDirection.Minimize,
        ["MAXIMIZE"] => StudyDirection.Maximize,
        var directions => throw new InputRefusedException(
            $"{origin}: the study '{study}' has {directions.Count} objectives ({string.Join(", ", directions)}); one is wanted, MINIMIZE "
                + "or MAXIMIZE. Take another place."),
    };

    public SortedDictionary<string, string> Attributes(long id)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var rows = query(sql.StudyAttributes, [id]);
        while (rows.Read())
            attributes[rows.GetString(0)] = rows.GetString(1);
        return attributes;
    }

    /// <summary>All trials with their ids, by number.</summary>
    /// <exception cref="InputRefusedException">One is none of Optuna's, or their numbers have gaps.</exception>
    public List<(long Id, FrozenTrial Trial)> Trials(string study, long id, TimeZoneInfo zone)
    {
        var parts = new TrialRows($"{origin}, study '{study}'", zone);
        foreach (var part in sql.Reads)
        {
            using var rows = query(new(part.OfStudy, "n"), [id]);
            while (rows.Read())
                parts.Add(part.Kind, rows);
        }
        var trials = parts.Build().ToList();
        for (var number = 0; number < trials.Count; number++)
        {
            if (trials[number].Trial.Number != number)
            {
                throw new InputRefusedException(
                    $"{origin}, study '{study}': where trial {number} should stand there is {trials[number].Trial.Number}; numbers count "
                        + "from 0 without a gap. Take another place.");
            }
        }
        return trials;
    }

    private List<string> Texts(OptunaStatement statement, params object?[] values)
    {
        using var rows = query(statement, values);
        var texts = new List<string>();
        while (rows.Read())
            texts.Add(rows.GetString(0));
        return texts;
    }
}

namespace Huracan.Storage.Studies;

/// <summary>A table that holds a part of the trials, and how it is read: the first column is the trial's id.</summary>
/// <param name="Kind">Which part.</param>
/// <param name="OfStudy">Reads it of all trials of the study $1.</param>
/// <param name="OfTrials">Reads it of the trials whose ids are the array $1.</param>
internal sealed record TrialPart(TrialPartKind Kind, string OfStudy, string OfTrials)
{
    /// <summary>
    /// All parts, the trials themselves first. Enums are cast: PostgreSQL's driver knows only types that were there when it connected.
    /// </summary>
    public static TrialPart[] All(string schema)
    {
        return
        [
            new(TrialPartKind.Trial, Trials("study_id = $1"), Trials("trial_id = any($1)")),
            Part(TrialPartKind.Parameter, "trial_params", "param_name, c.param_value, c.distribution_json", "param_id"),
            Part(TrialPartKind.Value, "trial_values", "value, cast(c.value_type as text), c.objective", "trial_value_id"),
            Part(
                TrialPartKind.Report, "trial_intermediate_values", "step, c.intermediate_value, cast(c.intermediate_value_type as text)",
                "step"),
            Part(TrialPartKind.UserAttribute, "trial_user_attributes", "key, c.value_json", "trial_user_attribute_id"),
            Part(TrialPartKind.SystemAttribute, "trial_system_attributes", "key, c.value_json", "trial_system_attribute_id"),
        ];

        string Trials(string which) =>
            $"select trial_id, number, cast(state as text), datetime_start, datetime_complete from {schema}trials where {which} order by "
                + "number";

        TrialPart Part(TrialPartKind kind, string table, string columns, string order) => new(
            kind,
            $"select c.trial_id, c.{columns} from {schema}{table} c join {schema}trials t on t.trial_id = c.trial_id where t.study_id = $1 "
                + $"order by c.{order}",
            $"select c.trial_id, c.{columns} from {schema}{table} c where c.trial_id = any($1) order by c.{order}");
    }
}

/// <summary>What belongs to a trial.</summary>
internal enum TrialPartKind
{
    Trial,
    Parameter,
    Value,
    Report,
    UserAttribute,
    SystemAttribute,
}

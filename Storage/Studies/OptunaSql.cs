namespace Huracan.Storage.Studies;

/// <summary>The statements on Optuna's tables, the same for SQLite and PostgreSQL but for where the tables lie.</summary>
internal sealed class OptunaSql
{
    private OptunaSql(string schema, string trial)
    {
        StudyId = new($"select study_id from {schema}studies where study_name = $1", "t");
        StudyNames = new($"select study_name from {schema}studies order by study_name limit 5", "");
        InsertStudy = new($"insert into {schema}studies (study_name) values ($1)", "t");
        Directions = new($"select cast(direction as text) from {schema}study_directions where study_id = $1 order by objective", "n");
        InsertDirection = new($"insert into {schema}study_directions (study_id, direction, objective) values ($1, $2, 0)", "nt");
        StudyAttributes = new($"select key, value_json from {schema}study_user_attributes where study_id = $1", "n");
        PutStudyAttribute = new(
            $"insert into {schema}study_user_attributes (study_id, key, value_json) values ($1, $2, $3) on conflict (study_id, key) do "
                + "update set value_json = excluded.value_json",
            "ntt");
        Versions = new($"select version_num from {schema}alembic_version", "");

        InsertTrial = new(
            $"insert into {schema}trials (study_id, number, state, datetime_start, datetime_complete) values ($1, $2, $3, $4, $5) "
                + "returning trial_id",
            "nnttt");
        InsertParameter = new(
            $"insert into {schema}trial_params (trial_id, param_name, param_value, distribution_json) values ({trial}, $2, $3, $4)", "ntft",
            $"insert into {schema}trial_params (trial_id, param_name, param_value, distribution_json) select {trial}, * from "
                + "unnest($2::text[], $3::float8[], $4::text[])");
        DeleteParameters = new($"delete from {schema}trial_params where trial_id = $1", "n");
        InsertReport = new(
            $"insert into {schema}trial_intermediate_values (trial_id, step, intermediate_value, intermediate_value_type) values ({trial}, "
                + "$2, $3, $4)",
            "nnft");
        DeleteReports = new($"delete from {schema}trial_intermediate_values where trial_id = $1", "n");
        InsertValue = new($"insert into {schema}trial_values (trial_id, objective, value, value_type) values ({trial}, 0, $2, $3)", "nft");
        DeleteValue = new($"delete from {schema}trial_values where trial_id = $1", "n");
        PutUserAttribute = PutAttribute("trial_user_attributes");
        DeleteUserAttribute = new($"delete from {schema}trial_user_attributes where trial_id = $1 and key = $2", "nt");
        PutSystemAttribute = PutAttribute("trial_system_attributes");
        DeleteSystemAttribute = new($"delete from {schema}trial_system_attributes where trial_id = $1 and key = $2", "nt");
        Heartbeat = new(
            $"insert into {schema}trial_heartbeats (trial_id, heartbeat) values ($1, current_timestamp) on conflict (trial_id) do update "
                + "set heartbeat = current_timestamp",
            "n");
        DeleteHeartbeat = new($"delete from {schema}trial_heartbeats where trial_id = $1", "n");
        Reads = TrialPart.All(schema);
        UpdateTrial = schema.Length == 0
            ? new("update trials set state = $2, datetime_start = $3, datetime_complete = $4 where trial_id = $1", "nttt")
            : new(
                $"update {schema}trials set state = $2, datetime_start = $3, datetime_complete = $4, change = "
                    + $"nextval('{schema}trial_changes') where trial_id = $1",
                "nttt");

        OptunaStatement PutAttribute(string table) => new(
            $"insert into {schema}{table} (trial_id, key, value_json) values ({trial}, $2, $3) on conflict (trial_id, key) do update set "
                + "value_json = excluded.value_json",
            "ntt");
    }

    public static OptunaSql Sqlite { get; } = new("", "$1");

    // One batch inserts a trial and what belongs to it, whose number is known only there.
    public static OptunaSql Postgres { get; } = new("optuna.", "coalesce($1, currval('optuna.trials_trial_id_seq'))");

    public OptunaStatement StudyId { get; }

    public OptunaStatement StudyNames { get; }

    public OptunaStatement InsertStudy { get; }

    public OptunaStatement Directions { get; }

    public OptunaStatement InsertDirection { get; }

    public OptunaStatement StudyAttributes { get; }

    public OptunaStatement PutStudyAttribute { get; }

    public OptunaStatement Versions { get; }

    public OptunaStatement InsertTrial { get; }

    public OptunaStatement UpdateTrial { get; }

    public OptunaStatement InsertParameter { get; }

    public OptunaStatement DeleteParameters { get; }

    public OptunaStatement InsertReport { get; }

    public OptunaStatement DeleteReports { get; }

    public OptunaStatement InsertValue { get; }

    public OptunaStatement DeleteValue { get; }

    public OptunaStatement PutUserAttribute { get; }

    public OptunaStatement DeleteUserAttribute { get; }

    public OptunaStatement PutSystemAttribute { get; }

    public OptunaStatement DeleteSystemAttribute { get; }

    public OptunaStatement Heartbeat { get; }

    public OptunaStatement DeleteHeartbeat { get; }

    /// <summary>What a study's trials are read with.</summary>
    public IReadOnlyList<TrialPart> Reads { get; }
}

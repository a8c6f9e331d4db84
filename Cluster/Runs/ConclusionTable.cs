using System.Text.Json;
using Huracan.Cluster.Decisions;
using Huracan.Cluster.Models;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Configuration;
using Npgsql;

namespace Huracan.Cluster.Runs;

/// <summary>
/// Publishes the results of a run whose last unit has ended, in one transaction: thresholds per timeframe, the action of each unit and
/// the summary. The units of a factory's run contend after that, and it is finished when they have.
/// </summary>
public sealed class ConclusionTable(Database database, TimeProvider time)
{
    internal static readonly string AnyOpen = $"select exists (select from units where run_id = $1 and {UnitTable.IsOpen})";

    internal const string Units = $"select {UnitTable.Columns} from units where run_id = $1 order by coin, timeframe";

    internal const string PutThresholds = """
        insert into thresholds (timeframe, run_id, published, content) values ($1, $2, $3, $4)
        on conflict (timeframe, run_id) do update set published = excluded.published, content = excluded.content
        """;

    internal const string PutSummary = "update runs set state = $2, finished = $3, summary = $4 where id = $1";

    internal const string PutJudged = "update runs set judged = $2, summary = $3 where id = $1";

    internal const string Latest = "select content::text from thresholds where timeframe = $1 order by published desc limit 1";

    internal const string OfRun = "select content::text from thresholds where timeframe = $1 and run_id = $2";

    /// <summary>Publishes a run's results if every unit of it has ended and they are not published yet.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="prepare">
    /// What comes before, with the verdict that will be published: it tells whether it is done. What it does it may be asked for again.
    /// </param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether this call did.</returns>
    public async Task<bool> TryConcludeAsync(string runId, Func<JudgedRun, Task<bool>> prepare, CancellationToken cancellationToken) =>
        // asked after every unit: the run's lock is taken after the last one only
        !(await database.QueryAsync(AnyOpen, row => row.GetBoolean(0), cancellationToken, runId)).Single()
            && await database.TransactAsync(connection => JudgeAsync(connection, runId, cancellationToken), cancellationToken) is { } judged
            && await prepare(judged)
            && await ConcludeAsync(judged, cancellationToken);

    private Task<bool> ConcludeAsync(JudgedRun prepared, CancellationToken cancellationToken) => database.TransactAsync(
        async connection =>
        {
            // What other runs said of their units may have become known meanwhile: then it has to be prepared anew.
            if (await JudgeAsync(connection, prepared.Run.RunId, cancellationToken) is not { } judged
                || !HuracanJson.AreSame(judged.Units, prepared.Units))
                return false;
            await ModelTable.JudgeAsync(connection, judged.Run.RunId, judged.Units, time.GetUtcNow(), cancellationToken);
            await PublishAsync(connection, judged.Run, judged.Options, judged.Units, cancellationToken);
            return true;
        },
        cancellationToken);

    // Null where a unit is open, or the results are published.
    private static async Task<JudgedRun?> JudgeAsync(NpgsqlConnection connection, string runId, CancellationToken cancellationToken)
    {
        var run = await RunTable.LockAsync(connection, runId, cancellationToken);
        if ((run.Finished ?? run.Judged) is not null
            || (await Database.QueryAsync(connection, AnyOpen, row => row.GetBoolean(0), cancellationToken, runId)).Single())
            return null;
        var options = YamlFile.Parse<RunOptions>(run.Config, $"{runId}/{RunOutputs.Config}");
        var records = await Database.QueryAsync(connection, Units, UnitTable.Read, cancellationToken, runId);
        var opened = await OpenedTestTable.KnownAsync(connection, runId, cancellationToken);
        return new JudgedRun(
            run, options, records, RunEvidence.Judge(options, runId, records.ConvertAll(UnitResults.Of), opened));
    }

    /// <summary>The thresholds published last for a timeframe, or null.</summary>
    public async Task<ThresholdsFile?> LatestThresholdsAsync(Timeframe timeframe, CancellationToken cancellationToken) =>
        (await database.QueryAsync(Latest, Read, cancellationToken, timeframe.Minutes)).SingleOrDefault();

    /// <summary>The thresholds one run published for a timeframe, or null.</summary>
    public async Task<ThresholdsFile?> ThresholdsAsync(string runId, Timeframe timeframe, CancellationToken cancellationToken) =>
        (await database.QueryAsync(OfRun, Read, cancellationToken, timeframe.Minutes, runId)).SingleOrDefault();

    private async Task PublishAsync(
        NpgsqlConnection connection, RunRow run, RunOptions options, IReadOnlyList<UnitResult> units, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Without a scored unit there is nothing new to publish; a run that ends before the test parts says nothing of what may be traded.
        foreach (var timeframe in units.Where(unit => run.LastStage == LastStage.Backtest && !unit.IsOnlyCompared)
            .GroupBy(unit => unit.Timeframe))
        {
            var thresholds = UnitThresholds.Of(options, timeframe.Key, timeframe);
            var content = JsonSerializer.Serialize(thresholds, HuracanJson.Compact);
            await Database.ExecuteAsync(
                connection, PutThresholds, cancellationToken, timeframe.Key.Minutes, run.RunId, now, Rows.Json(content));
            await DecidedTable.ReplaceAsync(connection, run.RunId, timeframe.Key, thresholds, cancellationToken);
        }
        var state = run.State == RunState.Cancelled ? RunState.Cancelled : RunState.Finished;
        var summary = JsonSerializer.Serialize(RunConclusion.Summarise(options, run.RunId, run.Source, units), HuracanJson.Compact);
        if (run.Factory is not null)
        {
            await Database.ExecuteAsync(connection, PutJudged, cancellationToken, run.RunId, now, Rows.Json(summary));
            return;
        }
        await Database.ExecuteAsync(
            connection, PutSummary, cancellationToken, run.RunId, state.ToString().ToUpperInvariant(), now, Rows.Json(summary));
        await RunTable.NotifyAsync(connection, run.RunId, state, cancellationToken);
    }

    private static ThresholdsFile Read(NpgsqlDataReader row) =>
        HuracanJson.Deserialize<ThresholdsFile>(System.Text.Encoding.UTF8.GetBytes(row.GetString(0)), "thresholds.content");
}

using System.Collections.Immutable;
using Huracan.Engine.Search.Studies;

namespace Huracan.Storage.Studies;

/// <summary>What must be written so that a kept trial becomes another; for the most part a row or two.</summary>
internal sealed class TrialChanges(OptunaSql sql, TimeZoneInfo zone)
{
    /// <summary>The statements, in their order.</summary>
    /// <param name="studyId">The study.</param>
    /// <param name="trialId">The kept trial; null where it is new.</param>
    /// <param name="before">How it was kept; null where it is new.</param>
    /// <param name="now">The trial as it is to be stored.</param>
    public List<OptunaChange> Of(long studyId, long? trialId, FrozenTrial? before, FrozenTrial now)
    {
        object? id = trialId;
        var (state, started, completed) = (OptunaText.Of(now.State), OptunaText.Date(now.Started, zone), OptunaText.Date(
            now.Completed, zone));
        List<OptunaChange> changes = before is null
            ? [new(sql.InsertTrial, studyId, (long)now.Number, state, started, completed)]
            : [new(sql.UpdateTrial, id, state, started, completed)];
        Rows(changes, before?.Parameters ?? [], now.Parameters, new(sql.DeleteParameters, id), pair => new(
            sql.InsertParameter, id, pair.Key, pair.Value.Value, OptunaJson.Of(pair.Value.Distribution)));
        Rows(changes, before?.Reports ?? [], now.Reports, new(sql.DeleteReports, id), pair => new(
            sql.InsertReport, id, (long)pair.Key, OptunaText.Finite(pair.Value), OptunaText.Kind(pair.Value)));
        if (before?.Value != now.Value)
        {
            if (before?.Value is not null)
                changes.Add(new(sql.DeleteValue, id));
            if (now.Value is { } value)
                changes.Add(new(sql.InsertValue, id, OptunaText.Finite(value), OptunaText.Kind(value)));
        }
        Attributes(changes, before?.UserAttributes, now.UserAttributes, id, sql.PutUserAttribute, sql.DeleteUserAttribute);
        Attributes(changes, before?.SystemAttributes, now.SystemAttributes, id, sql.PutSystemAttribute, sql.DeleteSystemAttribute);
        if (before is { State: TrialState.Running } && now.IsFinished)
            changes.Add(new(sql.DeleteHeartbeat, id));
        return changes;
    }

    // Rows are only ever added at the end, but for a trial that is run again.
    private static void Rows<T>(
        List<OptunaChange> changes, ImmutableArray<T> before, ImmutableArray<T> now, OptunaChange clear, Func<T, OptunaChange> insert)
    {
        if (before == now)
            return;
        var same = 0;
        while (same < before.Length && same < now.Length && EqualityComparer<T>.Default.Equals(before[same], now[same]))
            same++;
        if (same < before.Length)
        {
            changes.Add(clear);
            same = 0;
        }
        for (var i = same; i < now.Length; i++)
            changes.Add(insert(now[i]));
    }

    private static void Attributes(
        List<OptunaChange> changes, ImmutableSortedDictionary<string, string>? before, ImmutableSortedDictionary<string, string> now,
        object? id,
        OptunaStatement put, OptunaStatement delete)
    {
        before ??= FrozenTrial.NoAttributes;
        if (ReferenceEquals(before, now))
            return;
        foreach (var key in before.Keys.Where(key => !now.ContainsKey(key)))
            changes.Add(new(delete, id, key));
        foreach (var (key, json) in now.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value))
            changes.Add(new(put, id, key, json));
    }
}

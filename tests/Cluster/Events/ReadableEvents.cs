using System.Diagnostics;
using Huracan.Cluster.Events;
using Huracan.Cluster.Postgres;
using Huracan.Contracts.Http;

namespace Huracan.Tests.Cluster.Events;

internal static class ReadableEvents
{
    /// <summary>
    /// All events of a run, once they can be read: a committed event waits for every older transaction of the server, those of other
    /// databases included.
    /// </summary>
    public static async Task<List<ClusterEvent>> OfRunAsync(Database database, string runId)
    {
        var events = new EventTable(database);
        var stored = (await database.QueryAsync(
            "select count(*)::int from events where run_id = $1", row => row.GetInt32(0), CancellationToken.None, runId)).Single();
        var since = Stopwatch.StartNew();
        while (true)
        {
            var readable = await events.AfterAsync(null, runId, stored + 1, CancellationToken.None);
            if (readable.Count == stored || since.Elapsed > TimeSpan.FromSeconds(60))
                return readable;
            await Task.Delay(20);
        }
    }
}

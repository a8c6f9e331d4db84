using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace Huracan.Bench.Cluster;

/// <summary><c>bench cluster</c>: what the cluster costs where there is nothing to do.</summary>
internal static class ClusterCommand
{
    public static Command Create()
    {
        var units = new Option<int>("--units") { Description = "Units of a run.", DefaultValueFactory = _ => 10_000 };
        var runs = new Option<int>("--runs") { Description = "Runs queued at once, each of its own units.", DefaultValueFactory = _ => 1 };
        var singles = new Option<int>("--singles")
        {
            Description = "Runs of one unit, asked for one after another.",
            DefaultValueFactory = _ => 200,
        };
        var silos = new Option<int>("--silos") { Description = "Silos.", DefaultValueFactory = _ => 2 };
        var slots = new Option<int>("--slots")
        {
            Description = "Units a silo works on at a time, as many as there are cores at most.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var command = new Command(
            "cluster",
            "Scheduling of units that have nothing to do: throughput, latency, size of the tables.") { units, runs, singles, silos, slots };
        command.SetAction(async (parse, token) =>
        {
            await using var cluster = await BenchCluster.StartAsync(parse.GetValue(silos), parse.GetValue(slots));
            Console.WriteLine($"{parse.GetValue(silos)} silos of {parse.GetValue(slots)} slots, PostgreSQL flushing every commit");
            await MeasureLatencyAsync(cluster, parse.GetValue(singles), token);
            await MeasureThroughputAsync(cluster, parse.GetValue(runs), parse.GetValue(units), token);
            return 0;
        });
        return command;
    }

    // An idle cluster: from the request to the unit's end, which is the request, the dispatcher, the claim and the end.
    private static async Task MeasureLatencyAsync(BenchCluster cluster, int count, CancellationToken token)
    {
        var milliseconds = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var run = await cluster.PostAsync(string.Create(CultureInfo.InvariantCulture, $"single-{i:D5}"), 1, first: i);
            await UntilEndedAsync(cluster, run, TimeSpan.FromMilliseconds(1), token);
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        milliseconds.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"one unit, from request to end: p50 {milliseconds[count / 2]:F0} ms, p99 {milliseconds[(int)(count * 0.99)]:F0} ms, max "
                + $"{milliseconds[^1]:F0} ms ({count} times)"));
    }

    private static async Task MeasureThroughputAsync(BenchCluster cluster, int runs, int units, CancellationToken token)
    {
        var started = Stopwatch.GetTimestamp();
        var names = new List<string>();
        for (var run = 0; run < runs; run++)
            names.Add(await cluster.PostAsync($"wide-{run}", units, first: run * units));
        var posted = Stopwatch.GetElapsedTime(started);
        foreach (var run in names)
            await UntilEndedAsync(cluster, run, TimeSpan.FromMilliseconds(200), token);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{runs} runs of {units} units: queued in {posted.TotalMilliseconds:F0} ms, ended in {seconds:F1} s, "
                + $"{runs * units / seconds:F0} units/s"));
        var tenths = await cluster.Database.QueryAsync(
            """
            select extract(epoch from max(ended) - min(ended)) from (
                select ended, ntile(10) over (order by ended) as tenth from (
                    select max(at) as ended from events where run_id like 'wide-%' and kind = 'unit' group by run_id, coin
                ) as units
            ) as ends group by tenth order by tenth
            """,
            row => (double)row.GetDecimal(0), token);
        var rates = tenths.Select(tenth => (runs * units / 10 / tenth).ToString("F0", CultureInfo.InvariantCulture));
        Console.WriteLine($"units/s by the tenth: {string.Join(" ", rates)}");
        // The time from one event of a unit to its next is the silo's own: claimed to ended.
        var held = await cluster.Database.QueryAsync(
            """
            select percentile_cont(array[0.5, 0.99]) within group (order by extract(epoch from ended - claimed) * 1000) from (
                select min(at) as claimed, max(at) as ended from events where run_id like 'wide-%' and kind = 'unit' group by run_id, coin
            ) as units
            """,
            row => row.GetFieldValue<double[]>(0), token);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a unit held: p50 {held[0][0]:F1} ms, p99 {held[0][1]:F1} ms"));
        var sizes = await cluster.Database.QueryAsync(
            "select relname, pg_total_relation_size(oid) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order "
                + "by 2 desc limit 6",
            row => string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} {row.GetInt64(1) / 1048576.0:F1} MiB"), token);
        Console.WriteLine($"tables: {string.Join(", ", sizes)}");
    }

    private static async Task UntilEndedAsync(BenchCluster cluster, string run, TimeSpan every, CancellationToken token)
    {
        while (!(await cluster.Database.QueryAsync(
            "select not exists (select from units where run_id = $1 and result is null)", row => row.GetBoolean(0), token, run)).Single())
            await Task.Delay(every, token);
    }
}

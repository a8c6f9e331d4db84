using System.Diagnostics;
using Huracan.Api.Faults;
using Huracan.Api.Hamilton;
using Huracan.Cluster.Runs;
using Huracan.Cluster.Silos;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Metrics;

/// <summary>All figures on one page. Those of the database are left out while it is away: the rest must still be seen then.</summary>
internal sealed class MetricsPage(
    MeterReadings readings, RunTable runs, UnitTable units, DueTable due, SiloTable silos, ModelShelf shelf, IOptions<ApiOptions> options, TimeProvider time)
{
    public async Task<string> RenderAsync(CancellationToken cancellationToken)
    {
        var page = new PrometheusText();
        var isUp = await TryWriteClusterAsync(page, cancellationToken);
        page.Family("huracan_database_up", "gauge", "Whether the database answered").Sample("", isUp ? 1 : 0);
        page.Family("huracan_warm_models", "gauge", "Models in memory").Sample("", shelf.Count);
        readings.WriteTo(page);
        WriteProcess(page);
        return page.ToString();
    }

    private async Task<bool> TryWriteClusterAsync(PrometheusText page, CancellationToken cancellationToken)
    {
        try
        {
            var byState = await runs.ByStateAsync(cancellationToken);
            var open = await units.OpenByStateAsync(cancellationToken);
            var depth = await due.DepthAsync(cancellationToken);
            var alive = await silos.AliveAsync(TimeSpan.FromSeconds(options.Value.SiloSeconds), cancellationToken);
            page.Family("huracan_runs", "gauge", "Runs by state");
            foreach (var state in Enum.GetValues<RunState>())
                page.Sample(PrometheusText.Labels(("state", state.ToString().ToUpperInvariant())), byState.GetValueOrDefault(state));
            page.Family("huracan_units_open", "gauge", "Units that have not ended, by state");
            foreach (var state in Enum.GetValues<UnitState>().Where(state => !state.IsEnd))
                page.Sample(PrometheusText.Labels(("state", state.ToString().ToUpperInvariant())), open.GetValueOrDefault(state));
            page.Family("huracan_queue_depth", "gauge", "Open units that no silo works on").Sample("", depth);
            page.Family("huracan_silos", "gauge", "Silos heard of just now").Sample("", alive.Count);
            page.Family("huracan_silo_slots", "gauge", "Units the silos work on at a time").Sample("", alive.Sum(silo => silo.Slots));
            page.Family("huracan_silo_slots_busy", "gauge", "Units the silos work on now").Sample("", alive.Sum(silo => silo.Busy));
            return true;
        }
        catch (Exception fault) when (FaultHandler.IsAway(fault))
        {
            return false;
        }
    }

    private void WriteProcess(PrometheusText page)
    {
        using var process = Process.GetCurrentProcess();
        page.Family("process_cpu_seconds_total", "counter", "Processor time of this process").Sample("", process.TotalProcessorTime.TotalSeconds);
        page.Family("process_resident_memory_bytes", "gauge", "Memory of this process that is in use").Sample("", process.WorkingSet64);
        page.Family("process_start_time_seconds", "gauge", "When this process began, seconds since the Unix epoch")
            .Sample("", new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0);
        page.Family("process_threads", "gauge", "Threads of this process").Sample("", process.Threads.Count);
        page.Family("dotnet_heap_bytes", "gauge", "Managed memory in use").Sample("", GC.GetTotalMemory(forceFullCollection: false));
        page.Family("huracan_scrape_timestamp_seconds", "gauge", "When this page was made, seconds since the Unix epoch").Sample("", time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
    }
}

using System.Diagnostics;
using OpenTelemetry;

namespace Huracan.ServiceDefaults;

/// <summary>
/// Drops queries that belong to no request: heartbeats and polls of the database would fill any viewer with traces of one span.
/// </summary>
internal sealed class PollingFilter : BaseProcessor<Activity>
{
    /// <inheritdoc/>
    public override void OnStart(Activity data)
    {
        if (data.Source.Name != "Npgsql" || data.ParentSpanId != default)
            return;
        data.IsAllDataRequested = false;
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}

using System.Diagnostics;
using OpenTelemetry;

namespace Huracan.ServiceDefaults;

/// <summary>
/// Drops queries and calls of grains that belong to no request: reports and polls would fill any viewer with traces of a few spans.
/// </summary>
internal sealed class PollingFilter : BaseProcessor<Activity>
{
    /// <inheritdoc/>
    public override void OnStart(Activity data)
    {
        var polls = data.Source.Name == "Npgsql" || data.Source.Name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal);
        if (!polls || data.ParentSpanId != default)
            return;
        data.IsAllDataRequested = false;
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}

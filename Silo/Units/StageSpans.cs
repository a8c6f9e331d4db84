using System.Diagnostics;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Silo.Units;

/// <summary>The stages that a worker tells of, as spans below the unit's. One that did not end is a span that failed.</summary>
internal sealed class StageSpans(ActivitySource source, Activity? unit, TimeProvider time) : IDisposable
{
    private readonly Dictionary<(string Scope, string Stage), DateTimeOffset> started = [];

    /// <summary>Takes a step of the worker's progress; others than the start and the end of a stage change nothing.</summary>
    public void Handle(StageEvent step)
    {
        if (step.Progress == StageProgress.Started)
            started[(step.Scope, step.Stage)] = time.GetUtcNow();
        else if (step.Progress is StageProgress.Finished or StageProgress.Failed
            && started.Remove((step.Scope, step.Stage), out var since))
        {
            var status = step.Progress == StageProgress.Finished ? ActivityStatusCode.Ok : ActivityStatusCode.Error;
            Write(step.Scope, step.Stage, since, status);
        }
    }

    /// <summary>Writes the stages that have not ended.</summary>
    public void Dispose()
    {
        foreach (var ((scope, stage), since) in started)
            Write(scope, stage, since, ActivityStatusCode.Error);
        started.Clear();
    }

    // Written when it is over: a span that is open would be the parent of whatever else the silo does meanwhile.
    private void Write(string scope, string stage, DateTimeOffset since, ActivityStatusCode status)
    {
        if (unit is null)
            return;
        using var span = source.StartActivity(
            $"stage {stage}", ActivityKind.Internal, unit.Context, [new("huracan.scope", scope)], startTime: since);
        span?.SetStatus(status).SetEndTime(time.GetUtcNow().UtcDateTime);
    }
}

using System.Diagnostics.Metrics;

namespace Huracan.Silo.Grains;

/// <summary>What the grains of a silo measure.</summary>
internal sealed class GrainMetrics
{
    private static readonly KeyValuePair<string, object?> Token = new("by", "token");
    private static readonly KeyValuePair<string, object?> State = new("by", "state");
    private readonly Counter<long> refused;
    private readonly Counter<long> abandoned;

    public GrainMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Huracan.Silo");
        refused = meter.CreateCounter<long>(
            "huracan.silo.writes.refused",
            description: "Writes that were refused, by the token of an earlier claim or by a state that changed meanwhile");
        abandoned = meter.CreateCounter<long>(
            "huracan.silo.units.abandoned", description: "Units taken from silos that died or had lost them");
        refused.Add(0, Token);
        refused.Add(0, State);
        abandoned.Add(0);
    }

    public void RefusedByToken() => refused.Add(1, Token);

    public void RefusedByState() => refused.Add(1, State);

    public void Abandoned() => abandoned.Add(1);
}

namespace Huracan.Tests.Api.Metrics;

/// <summary>Meters are found by name in the whole process: tests of figures run while no other test has an API running.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MetricsCollection
{
    public const string Name = "metrics";
}

using System.ComponentModel.DataAnnotations;

namespace Huracan.Tests.Storage.Configuration;

public sealed record SampleSplit
{
    [Range(0.0, 1.0)]
    public double Train { get; init; } = 0.6;

    [Range(0.0, 1.0)]
    public double Test { get; init; } = 0.15;
}

using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;

namespace Huracan.Tests.Storage.Configuration;

public enum SampleMode
{
    WalkForward,
    SingleSplit,
}

public sealed record SampleOptions
{
    [Range(1, 1000)]
    public int Epochs { get; init; } = 50;

    [Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 0.001;

    [Required]
    public string Name { get; init; } = "run";

    public bool Verbose { get; init; }

    public SampleMode Mode { get; init; }

    public IReadOnlyList<Timeframe> Timeframes { get; init; } = [Timeframe.M15];

    public DateOnly? From { get; init; }

    public ulong Seed { get; init; } = 42;

    public SampleSplit Split { get; init; } = new();

    public Dictionary<string, double> Weights { get; init; } = [];

    public List<SampleSplit> Folds { get; init; } = [];

    public int Total => Epochs * 2;
}

namespace Huracan.Bench.Measuring;

/// <summary>One piece of work, ours beside a peer's where there is one.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Unit">What is counted: samples, rows, bars.</param>
/// <param name="Work">How many of them one lap does.</param>
/// <param name="Ours">Our laps.</param>
/// <param name="Peer">Name of the peer; null without one.</param>
/// <param name="Theirs">The peer's laps.</param>
internal sealed record Comparison(string Name, string Unit, double Work, Laps Ours, string? Peer = null, Laps? Theirs = null)
{
    /// <summary>Least ratio of rates, or without a peer least rate, that is asked for; null asks for none.</summary>
    public double? Target { get; init; }

    /// <summary>More figures by name, such as shares of a peak and how far results agree.</summary>
    public Dictionary<string, double> Figures { get; init; } = [];

    public double OurRate => Work / Ours.Median;

    public double? TheirRate => Work / Theirs?.Median;

    /// <summary>How many times the peer's rate ours is, by the median laps.</summary>
    public double? Ratio => Theirs?.Median / Ours.Median;

    /// <summary>The same by the best laps: what the machine's other work disturbed least.</summary>
    public double? BestRatio => Theirs?.Best / Ours.Best;

    /// <summary>The same by the processor time of the median laps, from which other work is left out.</summary>
    public double? CpuRatio => Theirs?.MedianCpu / Ours.MedianCpu;

    /// <summary>Whether a target among the figures is met; null without one.</summary>
    public bool? Passed { get; init; }

    public bool? Met => Passed ?? MetTarget;

    private bool? MetTarget => Target is { } target ? (Theirs is null ? OurRate : Ratio) >= target : null;
}

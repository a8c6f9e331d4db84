namespace Huracan.Engine.Quality;

/// <summary>When and how far the minimum confidence is raised in volatile markets.</summary>
public sealed record VolatilityGuardOptions
{
    /// <summary>Time the current volatility is measured over. Default one day.</summary>
    public TimeSpan Current { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Time before it that it is compared with. Default 30 days.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How <see cref="MaxRaise"/> comes in with current over usual volatility. Default from 1.5 to 3.</summary>
    public Ramp Ratio { get; init; } = new(1.5, 3);

    /// <summary>Most that is added to the least confidence, 0 to 1. Default 0.15.</summary>
    public double MaxRaise { get; init; } = 0.15;

    /// <summary>Upper limit of a raised minimum, 0 to 1; a higher minimum stays as it is. Default 0.99.</summary>
    public double Highest { get; init; } = 0.99;
}

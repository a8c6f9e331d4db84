namespace Huracan.Engine.Backtest;

/// <summary>How a backtest turns signals into trades.</summary>
public sealed record BacktestOptions
{
    /// <summary>Bars of delay L: a signal at the close of bar t is filled at the open of t + 1 + L; 0 or more. Default 0.</summary>
    public int Latency { get; init; }

    /// <summary>How positions begin. Default <see cref="EntryPolicy.Taker"/>.</summary>
    public EntryPolicy Entry { get; init; } = EntryPolicy.Taker;

    /// <summary>How positions end. Default <see cref="ExitPolicy.FollowSignal"/>.</summary>
    public ExitPolicy Exit { get; init; } = ExitPolicy.FollowSignal;

    /// <summary>What trading costs. Default: a liquid perpetual.</summary>
    public CostOptions Costs { get; init; } = new();

    /// <summary>Money at the start, quote currency, positive. Default 10,000.</summary>
    public double InitialCapital { get; init; } = 10_000;

    /// <summary>Entry notional over equity where the signal names no quantity, positive. Default 1.</summary>
    public double Leverage { get; init; } = 1;

    /// <summary>Most of one bar's trailing mean quote volume that an entry may take, in (0, 1]; null sets no limit. Default null.</summary>
    public double? MaxParticipation { get; init; }

    /// <summary>Days of candles behind the trailing daily volatility and quote volume; 1 or more. Default 20.</summary>
    public int TrailingDays { get; init; } = 20;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Latency);
        ArgumentOutOfRangeException.ThrowIfLessThan(TrailingDays, 1);
        Positive(InitialCapital, nameof(InitialCapital));
        Positive(Leverage, nameof(Leverage));
        if (MaxParticipation is { } share && !(share is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(MaxParticipation), share, "Participation lies in (0, 1].");
        Costs.Validate();
    }

    private static void Positive(double value, string name)
    {
        if (!double.IsFinite(value) || value <= 0)
            throw new ArgumentOutOfRangeException(name, value, "The value must be finite and positive.");
    }
}

using Huracan.Engine.Labels;

namespace Huracan.Engine.Leakage;

/// <summary>
/// A pipeline under test, given as functions of a market; what is null is not checked. The functions are pure: the same market gives the
/// same numbers. They must not keep anything of an earlier market.
/// </summary>
/// <param name="Name">Its name, for messages.</param>
public sealed record LeakSubject(string Name)
{
    /// <summary>
    /// Features and regimes. Also called with markets that end earlier; a column that such a market cannot have may be left out if its
    /// <see cref="KnownColumn.From"/> lies behind the end.
    /// </summary>
    public Func<LeakMarket, IReadOnlyList<KnownColumn>>? Features { get; init; }

    /// <summary>Forecasts of a fitted model. Only called with markets of the same length.</summary>
    public Func<LeakMarket, IReadOnlyList<KnownColumn>>? Forecasts { get; init; }

    /// <summary>Labels of every bar.</summary>
    public Func<LeakMarket, LabelSet>? Labels { get; init; }

    /// <summary>What is learnt. Only called with markets of the same length.</summary>
    public Func<LeakMarket, IReadOnlyList<LearntState>>? Fit { get; init; }

    /// <summary>The splits by which is trained and tested.</summary>
    public Func<LeakMarket, IReadOnlyList<SplitPlan>>? Splits { get; init; }

    /// <summary>Fills of the backtest.</summary>
    public Func<LeakMarket, IReadOnlyList<SignalFill>>? Fills { get; init; }
}

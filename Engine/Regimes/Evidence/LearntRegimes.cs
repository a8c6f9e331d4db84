using Huracan.Contracts;

namespace Huracan.Engine.Regimes.Evidence;

/// <summary><c>regimes.json</c>: the trades that say where a model may trade, up to the end of its test part.</summary>
/// <param name="Evidence">The trades on validation and test.</param>
/// <param name="KnownTo">Close of the last bar of test, UTC: no trade of a later signal is among them.</param>
public sealed record LearntRegimes(RegimeEvidence Evidence, DateTimeOffset KnownTo)
{
    /// <summary>Refuses what no trades can have left.</summary>
    /// <param name="origin">The file, for the message.</param>
    /// <exception cref="InputRefusedException">A sum cannot be.</exception>
    public void RefuseDamaged(string origin)
    {
        if (Evidence?.Days is not { } regimes || regimes.Values.Any(days => days is null || days.Any(day => !IsPossible(day))))
            throw new InputRefusedException(
                $"{origin}, key 'evidence.days': each day must have 1 trade or more, 0 to as many wins, and finite sums.");
    }

    private static bool IsPossible(DayCluster day) =>
        day.Trades >= 1 && day.Wins >= 0 && day.Wins <= day.Trades && double.IsFinite(day.Sum)
        && day.SumOfSquares is >= 0 and < double.PositiveInfinity;
}

using Huracan.Contracts;

namespace Huracan.Engine.Quality.Confidence;

/// <summary><c>intervals.json</c>: what the intervals of a model go on from once its test part is past.</summary>
/// <param name="State">The state after the outcomes of test.</param>
/// <param name="KnownTo">Close of the last bar of test, UTC: it has learnt every outcome of test known by then, and
/// none known later.</param>
public sealed record LearntIntervals(ConformalState State, DateTimeOffset KnownTo)
{
    /// <summary>Refuses what no outcomes can have taught.</summary>
    /// <param name="origin">The file, for the message.</param>
    /// <exception cref="InputRefusedException">A number is out of its range.</exception>
    public void RefuseDamaged(string origin)
    {
        if (State is null || !State.IsPossible())
            throw new InputRefusedException($"{origin}, key 'state': it must {ConformalState.Rule}.");
    }
}

using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// How good a finished trial is, smaller is better: complete trials by value, then pruned ones by how far they came, then by what they had
/// reported there; the earlier of equals first.
/// </summary>
internal readonly record struct TrialMerit(int Rank, double First, double Second, int Number) : IComparable<TrialMerit>
{
    public static TrialMerit Of(FrozenTrial trial, StudyDirection direction)
    {
        double Signed(double value) =>
            double.IsNaN(value) ? double.PositiveInfinity : direction == StudyDirection.Minimize ? value : -value;
        if (trial.State == TrialState.Complete)
            return new(0, Signed(trial.Value ?? double.NaN), 0, trial.Number);
        if (trial.Reports.IsEmpty)
            return new(2, 0, 0, trial.Number);
        var (step, value) = trial.Reports[^1];
        return new(1, -step, Signed(value), trial.Number);
    }

    public int CompareTo(TrialMerit other) =>
        (Rank, First, Second, Number).CompareTo((other.Rank, other.First, other.Second, other.Number));
}

using Huracan.Contracts;
using Huracan.Engine.Labels;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Leakage.Units;

/// <summary>Every kind of split there is, over a unit's labelled bars.</summary>
internal static class UnitSplits
{
    private const int Folds = 5;
    private const int Groups = 6;
    private const int TestGroups = 2;

    /// <summary>The four parts, and folds of train and validation with an embargo as long as the features look back.</summary>
    public static IReadOnlyList<SplitPlan> Of(FourParts parts, LabelSet labels, UnitId unit, int embargo)
    {
        BarInterval[] Samples(string name, BarRange part) => BarInterval.Of(labels, PartSamples.Of(unit, name, parts, part, labels));
        var train = Samples("train", parts.Train);
        var (validation, test) = (Samples("validation", parts.Validation), Samples("test", parts.Test));
        var both = Samples("train and validation", parts.TrainAndValidation);
        List<SplitPlan> plans = [
            new("four parts: train, validation", train, validation, 0),
            new("four parts: train and validation, test", both, test, 0),
        ];
        plans.AddRange(new PurgedKFold(Folds, embargo).Split(both).Select((fold, i) =>
            SplitPlan.Of($"fold {i + 1} of {Folds}", both, fold, embargo)));
        plans.AddRange(new PurgedWalkForward(Folds, embargo).Split(both).Select((fold, i) =>
            SplitPlan.Of($"walk-forward {i + 1} of {Folds}", both, fold, embargo, embargo)));
        plans.AddRange(new CombinatorialPurged(Groups, TestGroups, embargo).Split(both).Select((fold, i) =>
            SplitPlan.Of($"combinatorial split {i + 1}", both, fold, embargo)));
        return plans;
    }
}

using Huracan.Contracts;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Tuning;

/// <summary>
/// The purged folds a candidate's settings are judged by, all inside train and validation, or inside train; test is never read.
/// </summary>
/// <param name="Bars">The labelled bars.</param>
/// <param name="Folds">Indexes into them.</param>
/// <param name="Embargo">Bars behind a tested block in which nothing trained on begins.</param>
/// <param name="Range">From the first bar to the end of the last part: what the folds' forecasts are traded over.</param>
public sealed record FoldPlan(int[] Bars, IReadOnlyList<Fold> Folds, int Embargo, BarRange Range)
{
    private const double EmbargoShare = 0.01; // AFML's suggestion
    private const double StoppingShare = 0.15;

    /// <summary>Plans the folds.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="options">The run.</param>
    /// <param name="folds">How many.</param>
    /// <param name="lookback">The longest lookback of any model to be judged: all are judged by the same folds.</param>
    /// <exception cref="InputRefusedException">Purge and embargo leave a fold too little to learn from.</exception>
    public static FoldPlan Of(Candidate candidate, RunOptions options, int folds, int lookback)
    {
        var (range, name) = options.Search.Within == SearchedParts.Train
            ? (candidate.Parts.Train, "train")
            : (candidate.Parts.TrainAndValidation, "train and validation");
        var bars = PartSamples.Of(candidate.Data.Unit, name, candidate.Parts, range, candidate.Labels, options.TrainBars);
        var intervals = BarInterval.Of(candidate.Labels, bars);
        // After a tested block neither label nor input of a training sample overlaps it.
        var embargo = Math.Max(
            (int)Math.Ceiling(EmbargoShare * bars.Length),
            Math.Max(candidate.Horizon + options.Latency, candidate.Features.WarmUp + lookback));
        var plan = new FoldPlan(bars, new PurgedKFold(folds, embargo).Split(intervals), embargo, new BarRange(bars[0], range.End));
        for (var fold = 0; fold < folds; fold++)
        {
            var (train, stop) = plan.Train(fold, candidate);
            if (Math.Min(train.Length, 4 * stop.Length) < PartSamples.Minimum)
            {
                throw new InputRefusedException(
                    $"{candidate.Data.Unit} is left with {train.Length + stop.Length} samples to learn from in fold {fold + 1} of {folds}, "
                        + $"after an embargo of {embargo} bars: "
                    + "bring a longer history, use fewer folds or more training bars.");
            }
        }
        return plan;
    }

    /// <summary>The bars a fold tests.</summary>
    public int[] Test(int fold) => Array.ConvertAll(Folds[fold].Test, i => Bars[i]);

    /// <summary>
    /// What a fold trains on, and what it stops early on: the last of what the test leaves, purged from the rest. Early stopping on the
    /// tested block itself would bias the result.
    /// </summary>
    public (int[] Train, int[] Stop) Train(int fold, Candidate candidate)
    {
        var bars = Array.ConvertAll(Folds[fold].Train, i => Bars[i]);
        var cut = bars.Length - (int)(bars.Length * StoppingShare);
        if (cut == bars.Length)
            return (bars, []);
        var kept = Purge.Train(BarInterval.Of(candidate.Labels, bars), [new BarRange(cut, bars.Length)], 0);
        return (Array.ConvertAll(kept, i => bars[i]), bars[cut..]);
    }
}

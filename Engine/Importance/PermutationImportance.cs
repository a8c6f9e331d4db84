using Huracan.Contracts.Reports;
using Huracan.Engine.Models;
using Huracan.Engine.Quality;

namespace Huracan.Engine.Importance;

/// <summary>
/// By how much the mean log loss rises where features are moved in time, so that they keep their distribution and their own dependence
/// from bar to bar and lose what they say of the bar (Breiman, "Random Forests", Machine Learning 45, 2001; as model reliance: Fisher,
/// Rudin and Dominici, "All Models are Wrong, but Many are Useful", JMLR 20(177), 2019). Each block of bars is moved by a distance of its
/// own, so that the spread of the blocks' means holds the noise of the draws as well as that of the bars.
/// </summary>
internal sealed class PermutationImportance
{
    private const double Level = 0.05;
    private const double LeastProbability = 1e-12;

    private readonly IModel model;
    private readonly MeasuredBlocks blocks;
    private readonly double[] losses;

    /// <param name="model">A trained model.</param>
    /// <param name="blocks">Where it is measured.</param>
    public PermutationImportance(IModel model, MeasuredBlocks blocks)
    {
        (this.model, this.blocks) = (model, blocks);
        losses = Losses();
    }

    /// <summary>Mean log loss with every feature in its place.</summary>
    public double LogLoss => FixedOrder.Sum(losses) / losses.Length;

    /// <summary>Moves features together, and puts them back.</summary>
    /// <param name="features">Their numbers.</param>
    /// <param name="repeats">Shifts of each block, 1 or more.</param>
    /// <param name="random">Draws the distances.</param>
    /// <param name="cancellationToken">Stops before the next repeat.</param>
    /// <returns>The rise, not corrected.</returns>
    public LossIncrease Of(int[] features, int repeats, SeededRandom random, CancellationToken cancellationToken)
    {
        var means = new double[blocks.Count];
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            blocks.Shift(features, random);
            var moved = Losses();
            for (var i = 0; i < moved.Length; i++)
                means[blocks.BlockOf[i]] += (moved[i] - losses[i]) / (blocks.Sizes[blocks.BlockOf[i]] * repeats);
        }
        blocks.Restore(features);
        return BlockMeans.Of(means);
    }

    /// <summary>Corrects for all that were tested side by side (Benjamini and Hochberg, F15). What no forecast depends on is no
    /// test.</summary>
    public static LossIncrease[] Corrected(IReadOnlyList<LossIncrease> rises)
    {
        var tested = Enumerable.Range(0, rises.Count).Where(i => rises[i].StandardError > 0).ToArray();
        var adjusted = FalseDiscovery.Adjust([.. tested.Select(i => rises[i].PValue)], DiscoveryCorrection.BenjaminiHochberg);
        LossIncrease[] corrected = [.. rises];
        for (var i = 0; i < tested.Length; i++)
            corrected[tested[i]] = rises[tested[i]] with { AdjustedPValue = adjusted[i], IsTold = adjusted[i] <= Level };
        return corrected;
    }

    private double[] Losses()
    {
        var forecasts = model.Predict(blocks.Table, blocks.Bars);
        var result = new double[forecasts.Length];
        for (var i = 0; i < result.Length; i++)
        {
            // The side itself is known wherever the model is asked; what is moved is what the model makes of it.
            var forecast = blocks.Sides is { } sides ? forecasts[i].OnSide(sides[i]) : forecasts[i];
            var probability = blocks.Classes[i] switch { 0 => forecast.Down, 1 => forecast.Flat, _ => forecast.Up };
            result[i] = -Math.Log(Math.Max(probability, LeastProbability));
        }
        return result;
    }
}

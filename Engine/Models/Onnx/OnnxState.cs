using Huracan.Contracts;

namespace Huracan.Engine.Models.Onnx;

/// <summary>What a fit adds to a graph and its description: <c>state.json</c>.</summary>
/// <param name="Graph">SHA-256 of the graph.</param>
/// <param name="Description">SHA-256 of the description.</param>
/// <param name="ClassValues">Mean label return of each class.</param>
/// <param name="DeadZone">Half width of the flat class, log return; 0 where no quantiles are judged by it.</param>
/// <param name="Head">How outputs are scaled for a fitted head; null without one.</param>
internal sealed record OnnxState(
    string Graph, string Description, ClassValues ClassValues, double DeadZone, IReadOnlyList<ScaledColumn>? Head)
{
    /// <summary>
    /// The half width that the labels were made with, as their returns tell: between the largest that is flat and the smallest that is not.
    /// </summary>
    /// <exception cref="InputRefusedException">The classes do not follow from the returns.</exception>
    public static double DeadZoneOf(Samples samples)
    {
        double flat = 0, moved = double.PositiveInfinity;
        for (var i = 0; i < samples.Count; i++)
        {
            var move = Math.Abs((double)samples.Returns[i]);
            if (samples.Classes[i] == 1)
                flat = Math.Max(flat, move);
            else if (samples.Classes[i] == (samples.Returns[i] > 0 ? 2 : 0))
                moved = Math.Min(moved, move);
            else
                moved = -1;
        }
        if (flat > moved)
            throw new InputRefusedException(
                "quantiles of a return are judged by labels that follow from the return alone: set labels to forward_return, or mode to "
                    + "fitted_head.");
        return double.IsFinite(moved) ? (flat + moved) / 2 : flat;
    }
}

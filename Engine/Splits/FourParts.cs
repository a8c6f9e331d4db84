using Huracan.Contracts;
using Huracan.Engine.Labels;

namespace Huracan.Engine.Splits;

/// <summary>
/// The four parts of a unit's time, in order and touching. Search and choices see train and validation, the backtest opens test once,
/// the shadow stage alone opens shadow.
/// </summary>
/// <param name="Train">Bars to fit on.</param>
/// <param name="Validation">Bars to stop early and choose on.</param>
/// <param name="Test">Bars of the backtest.</param>
/// <param name="Shadow">Bars of the shadow stage.</param>
public sealed record FourParts(BarRange Train, BarRange Validation, BarRange Test, BarRange Shadow)
{
    /// <summary>What the final model is fitted on: train and validation as one part, purged from test but not from each other.</summary>
    public BarRange TrainAndValidation => new(Train.Start, Validation.End);

    /// <summary>Cuts bars <c>[0, count)</c>; boundaries are rounded down, so the last part takes what is left.</summary>
    /// <exception cref="InputRefusedException">The fractions are wrong or a part would be empty.</exception>
    public static FourParts Split(int count, PartFractions? fractions = null) => Split(new BarRange(0, count), fractions);

    /// <summary>Cuts the given bars: begin them where features are whole, so that the parts keep their shares of usable bars.</summary>
    /// <exception cref="InputRefusedException">The fractions are wrong or a part would be empty.</exception>
    public static FourParts Split(BarRange bars, PartFractions? fractions = null)
    {
        fractions ??= new PartFractions();
        fractions.Validate();
        // A small epsilon is added so that 0.6 + 0.15 of 2,000 is 1,500 whatever the rounding of the sum.
        int Boundary(double share) => bars.Start + (int)Math.Floor(bars.Length * share + 1e-6);
        var validation = Boundary(fractions.Train);
        var test = Boundary(fractions.Train + fractions.Validation);
        var shadow = Boundary(fractions.Train + fractions.Validation + fractions.Test);
        var parts = new FourParts(new(bars.Start, validation), new(validation, test), new(test, shadow), new(shadow, bars.End));
        if (parts.Train.Length < 1 || parts.Validation.Length < 1 || parts.Test.Length < 1 || parts.Shadow.Length < 1)
            throw new InputRefusedException($"{bars.Length} bars are too few for four parts.");
        return parts;
    }

    /// <summary>
    /// The labelled bars t of a part whose information interval [t, End] lies wholly inside it, so that no two parts share a bar of any
    /// label. This is the purge: what straddles a boundary belongs to no part.
    /// </summary>
    /// <param name="part">One of the four, <see cref="TrainAndValidation"/>, or any range inside them.</param>
    /// <param name="labels">Labels of the whole series.</param>
    /// <param name="firstUsableBar">First bar whose features are whole; earlier ones are no samples.</param>
    /// <param name="embargo">
    /// Bars left out at the start of a part that has another before it: with lookback + longest feature window, not even the inputs of
    /// the two share a bar. 0 is no leak in a forward split, where what a sample sees of the part before is past to it.
    /// </param>
    /// <returns>Bars, ascending.</returns>
    public int[] SamplesOf(BarRange part, LabelSet labels, int firstUsableBar = 0, int embargo = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(embargo);
        ArgumentOutOfRangeException.ThrowIfLessThan(part.Start, Train.Start, nameof(part));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part.End, Shadow.End, nameof(part));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part.End, labels.Count, nameof(part));
        var start = part.Start > Train.Start ? (int)Math.Min((long)part.Start + embargo, part.End) : part.Start;
        var bars = new List<int>(part.Length);
        for (var t = Math.Max(start, firstUsableBar); t < part.End; t++)
        {
            if (labels.Has(t) && labels.Ends[t] < part.End)
                bars.Add(t);
        }
        return [.. bars];
    }
}

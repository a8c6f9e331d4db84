using Huracan.Contracts;

namespace Huracan.Engine.Quality.Drift;

/// <summary><c>reference.json</c> of a saved model: what the data it was trained on looked like.</summary>
/// <param name="Bars">Bars of the training data.</param>
/// <param name="Features">Each feature, in the order of the model's columns.</param>
/// <param name="Distance">How far its rows lie from each other; null where they are too few.</param>
/// <param name="Shares">How the features' shares vary over windows; null where the training data have too few of these.</param>
/// <param name="Shift">How their means vary over windows; null likewise.</param>
/// <param name="Direction">What the direction of its forecasts was worth; null where validation shows no such worth.</param>
public sealed record DriftReference(
    int Bars, IReadOnlyList<FeatureReference> Features, DistanceReference? Distance, SharesReference? Shares,
    ShiftReference? Shift, DirectionReference? Direction)
{
    /// <summary>Refuses what no training data can have given.</summary>
    /// <param name="origin">Its file, for messages.</param>
    /// <param name="names">Features of its model.</param>
    /// <exception cref="InputRefusedException">A key breaks a rule; the message names origin, key and rule.</exception>
    public void RefuseDamaged(string origin, IReadOnlyList<string> names)
    {
        Require(Features.Select(feature => feature.Name).SequenceEqual(names), "features", "be those of the model, in its order");
        foreach (var feature in Features)
        {
            Require(
                feature.Ends.Count < QuantileCells.Most && feature.Counts.Count == feature.Ends.Count + 1
                    && feature.Counts.All(count => count >= 0) && feature.Counts.Sum() == Bars
                    && feature.Ends.Zip(feature.Ends.Skip(1)).All(pair => pair.First < pair.Second),
                $"features.{feature.Name}", $"have at most {QuantileCells.Most - 1} rising ends and the {Bars} bars in the cells between");
            Require(
                double.IsFinite(feature.Centre) && feature.Scale >= 0, $"features.{feature.Name}",
                "have a centre and a scale of 0 or more");
        }
        if (Distance is { } distance)
        {
            Require(
                distance.Covariance.Means.Count == names.Count
                    && distance.Covariance.Factor.Count == names.Count * (names.Count + 1) / 2
                    && distance.Covariance.Factor.All(float.IsFinite)
                    && distance.Covariance.Means.All(double.IsFinite),
                "distance.covariance", $"have a mean and a row of the factor for each of the {names.Count} features");
            Require(
                distance is { Unusual: > 0, TailIndex: >= 0, Bars: > 0 } && distance.Farthest >= distance.Unusual, "distance",
                "have distances above 0, the farthest last, and a tail index of 0 or more");
        }
        Require(
            Shares is null || (Shares is { Bars: > 0, Excess.Spread: >= 0 } && IsWhole(Shares.Usual)), "shares",
            $"have a number of 0 or more for each of the {names.Count} features");
        Require(
            Shift is null || (Shift is { Bars: > 0, Range.Spread: >= 0 } && IsWhole(Shift.Spreads) && Shift.Means.Count == names.Count
                && Shift.Means.All(double.IsFinite)),
            "shift", $"have a mean and a deviation of 0 or more for each of the {names.Count} features");
        if (Direction is { } direction)
        {
            Require(
                direction is { Reliability: > 0 and <= 1, Strong: >= 0, Overlap: >= 1, PerBar: > 0 and <= 1 }, "direction",
                "have a reliability above 0 to 1, an overlap of 1 or more and a share of bars");
        }

        bool IsWhole(IReadOnlyList<double> values) => values.Count == names.Count && values.All(value => value >= 0);

        void Require(bool holds, string key, string rule)
        {
            if (!holds)
                throw new InputRefusedException($"{origin}, key '{key}': it must {rule}.");
        }
    }
}

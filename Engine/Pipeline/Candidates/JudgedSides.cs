using Huracan.Contracts;
using Huracan.Engine.Models;

namespace Huracan.Engine.Pipeline.Candidates;

/// <summary>
/// What a model of meta-labels is saved with: the primary rule whose side it judges, and what trades of either side gave in training.
/// </summary>
/// <param name="Column">The feature with the side.</param>
/// <param name="Rule">The rule with its parameters.</param>
/// <param name="Long">Returns of the price over trades of long sides.</param>
/// <param name="Short">The same of short sides.</param>
public sealed record JudgedSides(string Column, string Rule, SideReturns Long, SideReturns Short)
{
    /// <summary>Takes the means over training samples, each counted by its weight.</summary>
    /// <exception cref="ArgumentException">The samples have no sides.</exception>
    public static JudgedSides Fit(string column, string rule, Samples train)
    {
        if (train.Sides is not { } sides)
            throw new ArgumentException("The samples have no sides.", nameof(train));
        return new JudgedSides(column, rule, Of(1), Of(-1));

        SideReturns Of(int side) => new(Mean(side, isPaid: true), Mean(side, isPaid: false));

        double Mean(int side, bool isPaid)
        {
            var (sum, weight) = (0.0, 0.0);
            for (var i = 0; i < train.Count; i++)
            {
                if (sides[i] == side && train.Classes[i] != 1 == isPaid)
                    (sum, weight) = (sum + train.WeightOf(i) * train.Returns[i], weight + train.WeightOf(i));
            }
            return weight > 0 ? sum / weight : 0;
        }
    }

    /// <summary>
    /// The forecasts as the side at each bar leaves them (<see cref="Prediction.OnSide"/>). Their value is the mean return of what they
    /// leave open, or that of a value head. Without a side, quantiles are 0.
    /// </summary>
    /// <param name="forecasts">Forecasts as the network or ensemble has them.</param>
    /// <param name="column">The side at each bar of the series.</param>
    /// <param name="hasValueHead">Whether the value is that of a value head.</param>
    public Forecasts Judge(Forecasts forecasts, double[] column, bool hasValueHead)
    {
        var sides = Array.ConvertAll(forecasts.Bars, bar => (sbyte)Math.Sign(column[bar]));
        var judged = new Prediction[sides.Length];
        var quantiles = (float[]?)forecasts.Quantiles?.Clone();
        for (var i = 0; i < judged.Length; i++)
        {
            judged[i] = forecasts.Predictions[i].OnSide(sides[i]);
            if (!hasValueHead)
                judged[i] = judged[i] with { Value = Value(judged[i], sides[i]) };
            if (quantiles is not null && sides[i] == 0)
                quantiles.AsSpan(i * ReturnQuantiles.Count, ReturnQuantiles.Count).Clear();
        }
        return forecasts with { Predictions = judged, Quantiles = quantiles, Sides = sides };
    }

    /// <summary>Refuses what no training can have left.</summary>
    /// <param name="origin">Where it comes from, for messages.</param>
    /// <param name="features">The model's features.</param>
    /// <exception cref="InputRefusedException">The column is none of the features, or a mean is not finite.</exception>
    public void RefuseDamaged(string origin, IReadOnlyList<string> features)
    {
        if (!features.Contains(Column))
            throw new InputRefusedException($"{origin}, key 'sides': the column '{Column}' is none of the model's features.");
        if (!Array.TrueForAll([Long.Pays, Long.Fails, Short.Pays, Short.Fails], double.IsFinite))
            throw new InputRefusedException($"{origin}, key 'sides': a mean return is not finite.");
    }

    private float Value(Prediction judged, int side)
    {
        var (pays, fails) = side > 0 ? Long : Short;
        return side == 0 && !float.IsNaN(judged.Flat) ? 0 : (float)((side > 0 ? judged.Up : judged.Down) * pays + judged.Flat * fails);
    }
}

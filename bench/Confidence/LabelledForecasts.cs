using Huracan.Engine.Models;

namespace Huracan.Bench.Confidence;

/// <summary>Forecasts and what occurred.</summary>
internal sealed record LabelledForecasts(Prediction[] Predictions, sbyte[] Classes)
{
    public LabelledForecasts Changed(Func<Prediction, Prediction> change) => this with { Predictions = [.. Predictions.Select(change)] };
}

namespace Huracan.Engine.Experiments;

/// <summary>One model over all that is compared. Spreads are standard deviations, null where there are too few values.</summary>
/// <param name="Model">The model family.</param>
/// <param name="MeanRank">Mean rank over blocks, 1 the best.</param>
/// <param name="MeanSeriesRank">Mean rank over (coin, timeframe, horizon), which no test rests on.</param>
/// <param name="Mean">Mean of the metric over blocks.</param>
/// <param name="BlockSpread">Spread of its mean over blocks.</param>
/// <param name="SeedSpread">Spread over seeds of the same series, pooled: how much of an order is chance of the training alone.</param>
public sealed record ModelStanding(
    string Model, double MeanRank, double MeanSeriesRank, double Mean, double? BlockSpread, double? SeedSpread);

namespace Huracan.Contracts.Reports;

/// <summary>A rise of the mean log loss with its uncertainty: of the bars, of the labels' overlap and of the shifts drawn.</summary>
/// <param name="Mean">Nats; below 0 where the model forecasts better without.</param>
/// <param name="StandardError">Nats; 0 where no forecast depends on it, NaN where there are too few bars for one.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="PValue">Two-sided, of a rise of 0; 1 where there is no standard error.</param>
/// <param name="AdjustedPValue">The same, corrected for all that were tested beside it (F15).</param>
/// <param name="IsTold">Whether it is told from 0: the corrected p-value is at most 0.05.</param>
public sealed record LossIncrease(
    double Mean, double StandardError, double Low, double High, double PValue, double AdjustedPValue, bool IsTold)
{
    /// <summary>Of a feature that no forecast depends on.</summary>
    public static LossIncrease None { get; } = new(0, 0, 0, 0, 1, 1, false);
}

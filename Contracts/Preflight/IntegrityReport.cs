namespace Huracan.Contracts.Preflight;

/// <summary>What <c>data/{coin}/integrity.json</c> of a run says about a coin's data.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Funding">Funding rates there are; null without any.</param>
/// <param name="Series">One entry per timeframe asked for, ascending.</param>
public sealed record IntegrityReport(string Coin, FundingIntegrity? Funding, IReadOnlyList<SeriesIntegrity> Series)
{
    /// <summary>The entry of a timeframe that was asked for.</summary>
    public SeriesIntegrity Of(Timeframe timeframe) => Series.Single(series => series.Timeframe == $"{timeframe}");
}

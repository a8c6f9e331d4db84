using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Quality;

/// <summary>What a coin's action is decided on.</summary>
/// <param name="Coin">Symbol.</param>
/// <param name="Score">Quality score, 0 to 100; NaN where none could be computed.</param>
/// <param name="Psr">Probabilistic Sharpe ratio against 0 over test.</param>
/// <param name="Trades">Trades in test.</param>
/// <param name="FundingMissingShare">Share of the funding payments in test without a known rate.</param>
/// <param name="Failure">Why the coin has no score; null when it has.</param>
public sealed record CoinEvidence(string Coin, double Score, double Psr, int Trades, double FundingMissingShare, string? Failure = null)
{
    /// <summary>The verdict over all units of the run and all that was tried; null where it is not known yet.</summary>
    public EvidenceVerdict? Verdict { get; init; }

    /// <summary>Mean net result per trade in test, basis points; NaN where there is none.</summary>
    public double NetEdgeBps { get; init; } = double.NaN;

    /// <summary>Regimes that the regime gate enables; null where it was not asked.</summary>
    public IReadOnlyList<MarketRegime>? EnabledRegimes { get; init; }

    /// <summary>What keeps the score low, for the reason: see <see cref="Quality.ScoreLimit"/>. Null where it is not known.</summary>
    public string? ScoreLimit { get; init; }
}

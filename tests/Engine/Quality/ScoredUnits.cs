using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Tests.Engine.Quality;

/// <summary>Units that were scored, with all the evidence that their tier asks for.</summary>
internal static class ScoredUnits
{
    public static UnitResult Of(string coin, double score) => new(coin, Timeframe.H4, UnitStatus.Done, "", "")
    {
        Score = score,
        ProbabilisticSharpe = 0.99,
        Trades = 200,
        FundingMissingShare = 0,
        Verdict = new EvidenceVerdict(1, 0, 0.99, 0.01, 0.01, 1, null),
    };

    public static ThresholdsFile Thresholds(params (string Coin, double Score)[] units) =>
        UnitThresholds.Of(new RunOptions(), Timeframe.H4, units.Select(unit => Of(unit.Coin, unit.Score)));
}

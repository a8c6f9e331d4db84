using Huracan.Cluster.Runs;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.TrackRecord;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Configuration;

namespace Huracan.Api.TrackRecord;

/// <summary>Tells what became of decisions, by the options of the run whose model made them.</summary>
internal sealed class OutcomeMaker(RunTable runs, PaperChampions champions)
{
    private readonly Dictionary<(string RunId, int Horizon, double? HalfSpreadBps), OutcomeRules> rulesOf = [];

    /// <summary>The outcome of a decision; null where it is not known yet.</summary>
    /// <param name="row">The decision.</param>
    /// <param name="candles">The unit's candles.</param>
    /// <param name="now">The present by the exchange's clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<PaperOutcome?> JudgeAsync(
        RecordRow row, LiveCandles candles, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var decision = row.Decision;
        var unit = new UnitId(decision.Coin, decision.Timeframe);
        if (candles.Of(unit) is not { } window)
            return null;
        var hasEnded = candles.HasEnded(unit);
        if (!hasEnded && window.EndTime <= decision.Closed)
            return null; // the most frequent case: nothing has come since
        var rules = await RulesAsync(decision, cancellationToken);
        var known = decision.Closed + (rules?.Bars ?? decision.Horizon + 1) * unit.Timeframe.Milliseconds;
        if (window.EndTime < known && !(hasEnded && now.ToUnixTimeMilliseconds() >= known))
            return null;
        // A rate is known some time after it is paid, and an outcome cannot be recorded twice.
        if (decision.IsTraded && rules?.HasFunding == true && !candles.KnowsFunding(unit.Coin, known))
            return null;
        var series = window.ToSeries();
        var bar = series.IndexOf(decision.Closed - unit.Timeframe.Milliseconds);
        var outcome = bar < 0 || rules is null
            ? new ForecastOutcome(null, null, null)
            : rules.Judge(
                series, decision.IsTraded ? candles.Funding(series.Coin, decision.Closed) : null, bar, decision.Class, decision.IsTraded,
                hasEnded);
        return new PaperOutcome
        {
            Coin = decision.Coin,
            Timeframe = decision.Timeframe,
            Closed = decision.Closed,
            Decision = row.Number,
            ShouldTrade = decision.Gate.ShouldTrade,
            Class = outcome.Class,
            IsRight = outcome.Class is { } real ? real == decision.Class : null,
            Return = outcome.Return,
            Trade = outcome.Trade is { } trade
                ? new PaperTrade(trade.EntryTime, trade.EntryPrice, trade.ExitTime, trade.ExitPrice, trade.Reason, trade.NetBps)
                : null,
        };
    }

    // Null where the run is gone, and with it the champion's bundle.
    private async Task<OutcomeRules?> RulesAsync(PaperDecision decision, CancellationToken cancellationToken)
    {
        var key = (decision.RunId, decision.Horizon, decision.HalfSpreadBps);
        if (rulesOf.TryGetValue(key, out var rules))
            return rules;
        var options = await runs.FindAsync(decision.RunId, cancellationToken) is { } run
            ? YamlFile.Parse<RunOptions>(run.Config, $"{decision.RunId}/{RunOutputs.Config}")
            : decision.Champion is { } version
                ? champions.OptionsOf(new ChampionKey(new UnitId(decision.Coin, decision.Timeframe), decision.Horizon), version)
                : null;
        if (options is null)
            return null;
        return rulesOf[key] = new OutcomeRules(options, decision.Horizon, decision.HalfSpreadBps);
    }
}

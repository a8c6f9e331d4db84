using Huracan.Contracts.Trading;
using Huracan.Engine.Consensus;
using Huracan.Engine.Market;
using Huracan.Engine.Regimes;
using Huracan.Engine.Tables;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary><c>consensus.parquet</c> and <c>decisions.parquet</c>.</summary>
internal static class ConsensusTables
{
    /// <summary>
    /// One row per bar of test. A voter has <c>vote:NAME</c>, NaN where it was not heard, and <c>weight:NAME</c>.
    /// </summary>
    public static Table Bars(
        CandleSeries candles, ConsensusPath path, ConsensusLevel[] levels, RegimeSeries regimes, IReadOnlyList<string> names,
        IReadOnlyList<VoterSeries> series, Func<int, int, bool> mayVote)
    {
        int[] bars = [.. Enumerable.Range(path.Range.Start, path.Range.Length)];
        TableColumn[] shared =
        [
            new("bar", bars),
            new("open_time", Array.ConvertAll(bars, bar => candles.OpenTimes[bar])),
            new("regime", Array.ConvertAll(bars, bar => SettingText.Of(regimes[bar]))),
            new("s", Array.ConvertAll(bars, bar => path.At(bar).Score)),
            new("level", Array.ConvertAll(levels, level => level.Text())),
            new("threshold", Array.ConvertAll(bars, path.ThresholdAt)),
        ];
        return new Table(
        [
            .. shared,
            .. names.SelectMany((name, i) => new TableColumn[]
            {
                new($"vote:{name}", Array.ConvertAll(bars, bar => mayVote(i, bar) ? series[i].Votes[bar] : double.NaN)),
                new($"weight:{name}", Array.ConvertAll(bars, bar => path.At(bar).Weights[i])),
            }),
        ]);
    }

    /// <summary>One row per decision, in order of time; at one close in the order given.</summary>
    public static Table Decisions(IEnumerable<DecisionEvent> decisions)
    {
        DecisionEvent[] rows = [.. decisions.OrderBy(decision => decision.Time)];
        return new Table(
            new TableColumn("time", Array.ConvertAll(rows, row => row.Time)),
            new TableColumn("bar", Array.ConvertAll(rows, row => row.Bar)),
            new TableColumn("coin", Array.ConvertAll(rows, row => row.Coin)),
            new TableColumn("timeframe", Array.ConvertAll(rows, row => row.Timeframe.ToString())),
            new TableColumn("source", Array.ConvertAll(rows, row => row.Source)),
            new TableColumn("s", Array.ConvertAll(rows, row => row.Score)),
            new TableColumn("threshold", Array.ConvertAll(rows, row => row.Threshold)),
            new TableColumn("votes", Array.ConvertAll(rows, row => row.Votes)),
            new TableColumn("confidence", Array.ConvertAll(rows, row => row.Confidence)),
            new TableColumn("regime", Array.ConvertAll(rows, row => SettingText.Of(row.Regime))),
            new TableColumn("level", Array.ConvertAll(rows, row => row.Level.Text())),
            new TableColumn("gate", Array.ConvertAll(rows, row => SettingText.Of(row.Gate))),
            new TableColumn("action", Array.ConvertAll(rows, row => SettingText.Of(row.Action))),
            new TableColumn("reason", Array.ConvertAll(rows, row => row.Reason)));
    }
}

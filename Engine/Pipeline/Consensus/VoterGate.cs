using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Backtest;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.Evidence;
using Huracan.Engine.Splits;

namespace Huracan.Engine.Pipeline.Consensus;

/// <summary>
/// At which bars a voter may vote: where the regime gate enables it in the bar's regime, by its trades on validation and, over test, those
/// left before the bar. On validation the verdict is the one after all of it: what is chosen there is chosen with it.
/// </summary>
internal sealed class VoterGate
{
    private readonly RegimeSeries regimes;
    private readonly BarRange test;
    private readonly bool[] enabled;
    private readonly HashSet<MarketRegime> onValidation;

    public VoterGate(
        RegimeGate gate, RegimeSeries regimes, BacktestResult validation, BacktestResult overTest, int latency)
    {
        this.regimes = regimes;
        test = overTest.Range;
        enabled = new bool[test.Length];
        var evidence = RegimeEvidence.Empty.Add(validation.Trades.Select(trade => RegimeTrade.Of(trade, regimes, latency)));
        AfterValidation = gate.Judge(evidence);
        onValidation = Enabled(AfterValidation);
        var (now, next) = (onValidation, 0);
        for (var bar = test.Start; bar < test.End; bar++)
        {
            var before = next;
            while (next < overTest.Trades.Count && overTest.Trades[next].ExitBar < bar)
                next++;
            if (next > before)
            {
                evidence = evidence.Add(
                    overTest.Trades.Take(next).Skip(before).Select(trade => RegimeTrade.Of(trade, regimes, latency)));
                now = Enabled(gate.Judge(evidence));
            }
            enabled[bar - test.Start] = now.Contains(regimes[bar]);
        }
    }

    /// <summary>What the gate says of each regime after validation.</summary>
    public IReadOnlyList<RegimeVerdict> AfterValidation { get; }

    /// <summary>Share of the bars of test at which the voter may vote.</summary>
    public double Share => (double)enabled.Count(one => one) / enabled.Length;

    /// <summary>Whether the voter may vote at a bar of validation or test.</summary>
    public bool MayVote(int bar) => bar < test.Start ? onValidation.Contains(regimes[bar]) : enabled[bar - test.Start];

    private static HashSet<MarketRegime> Enabled(IEnumerable<RegimeVerdict> verdicts) => [.. verdicts.Enabled()];
}

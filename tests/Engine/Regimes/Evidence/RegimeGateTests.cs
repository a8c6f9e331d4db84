using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Quality;
using Huracan.Engine.Regimes.Evidence;

namespace Huracan.Tests.Engine.Regimes.Evidence;

public class RegimeGateTests
{
    private static readonly MarketRegime[] Four = [MarketRegime.Trend, MarketRegime.Range, MarketRegime.Panic, MarketRegime.Illiquid];

    /// <summary>Trades without an edge, fat-tailed, those of a day moving together: enabled anywhere at most as often as asked.</summary>
    [Theory]
    [InlineData(ThinData.Disabled, 400, 60)]
    [InlineData(ThinData.Pooled, 400, 60)]
    [InlineData(ThinData.Pooled, 110, 40)]
    public void A_family_without_an_edge_is_enabled_no_more_often_than_the_level(ThinData thin, int trades, int days)
    {
        const int Families = 2_000;
        var gate = new RegimeGate(new() { ThinData = thin });
        var enabled = Enumerable.Range(0, Families).Count(family =>
            gate.Judge(Noise((ulong)family, trades, days, _ => 0)).Any(verdict => verdict.Enabled));
        Assert.InRange((double)enabled / Families, 0.01, 0.05 + 2 * Math.Sqrt(0.05 * 0.95 / Families));
    }

    [Fact]
    public void An_edge_in_one_regime_enables_that_one_alone()
    {
        var verdicts = Enumerable.Range(0, 200).Select(seed => new RegimeGate(new() { ThinData = ThinData.Disabled }).Judge(
            Noise((ulong)seed, 600, 120, regime => regime == MarketRegime.Trend ? 12 : -4))).ToArray();
        Assert.InRange(verdicts.Count(all => all.Single(verdict => verdict.Regime == MarketRegime.Trend).Enabled), 180, 200);
        Assert.InRange(verdicts.Count(all => all.Any(verdict => verdict.Enabled && verdict.Regime != MarketRegime.Trend)), 0, 6);
    }

    [Fact]
    public void A_thin_regime_follows_all_together_or_is_disabled()
    {
        RegimeTrade[] many = [.. Enumerable.Range(0, 100).Select(i => new RegimeTrade(MarketRegime.Trend, i / 2, 10 + i % 7))];
        RegimeTrade[] few = [.. Enumerable.Range(0, 29).Select(i => new RegimeTrade(MarketRegime.Panic, i, -1 + i % 3))];
        var evidence = RegimeEvidence.Empty.Add(many).Add(few);
        var pooled = new RegimeGate().Judge(evidence);
        Assert.Equal(Enum.GetValues<MarketRegime>(), pooled.Select(verdict => verdict.Regime));
        Assert.All(pooled, verdict => Assert.True(verdict.Enabled));
        Assert.Contains("29 trades on 29 days, fewer than 30", Reason(pooled, MarketRegime.Panic), StringComparison.Ordinal);
        Assert.Contains("all regimes together: ", Reason(pooled, MarketRegime.Panic), StringComparison.Ordinal);
        Assert.Contains("the regime is not known", Reason(pooled, MarketRegime.Unknown), StringComparison.Ordinal);
        Assert.StartsWith("13.0 ± ", Reason(pooled, MarketRegime.Trend), StringComparison.Ordinal);

        var disabled = new RegimeGate(new() { ThinData = ThinData.Disabled }).Judge(evidence);
        Assert.Equal([MarketRegime.Trend], disabled.Where(verdict => verdict.Enabled).Select(verdict => verdict.Regime));
        Assert.Contains("disabled where trades are few", Reason(disabled, MarketRegime.Panic), StringComparison.Ordinal);

        var nothing = new RegimeGate().Judge(RegimeEvidence.Empty.Add(few));
        Assert.All(nothing, verdict => Assert.False(verdict.Enabled));
        Assert.Contains("too few as well", Reason(nothing, MarketRegime.Panic), StringComparison.Ordinal);

        // Thirty trades of one day are one observation.
        var day = RegimeEvidence.Empty.Add(many.Select(trade => trade with { Day = 1 }));
        Assert.All(new RegimeGate().Judge(day), verdict => Assert.False(verdict.Enabled));
    }

    /// <summary>Five tests: all regimes together have 0.01, which they keep, and then the clearest of the four 0.0125.</summary>
    [Fact]
    public void An_edge_that_only_all_regimes_together_show_is_traded_nowhere()
    {
        var evidence = RegimeEvidence.Empty.Add(Four.SelectMany((regime, i) => WithPValue(regime, 0.02 + 0.01 * i, 40 * i)));
        Assert.InRange(evidence.Pooled().PValue, 0, 0.001);

        var verdicts = new RegimeGate().Judge(evidence);

        Assert.All(verdicts, verdict => Assert.False(verdict.Enabled, verdict.Reason));
        Assert.Contains("at or below 0.01; it may be any regime", Reason(verdicts, MarketRegime.Unknown), StringComparison.Ordinal);
        Assert.EndsWith("p = 0.02, not at or below 0.0125", Reason(verdicts, MarketRegime.Trend), StringComparison.Ordinal);
        var coin = new CoinEvidence("BTCUSDT", 90, 0.99, 200, 0)
        {
            Verdict = new EvidenceVerdict(1, 0, 0.99, 0.01, 0.01, 1, null),
            EnabledRegimes = verdicts.Enabled(),
        };
        Assert.Equal(GateAction.Caution, ThresholdsBuilder.Judge(coin).Action);
        Assert.Equal(new GateCheck("regime_gate", 0, 1), ThresholdsBuilder.FailedCheck(coin));
    }

    /// <summary>Two tests at 0.05: the clearer must have 0.025, and then the other 0.05; where the clearer fails, both do.</summary>
    [Theory]
    [InlineData(0.02, 0.045, true, true)]
    [InlineData(0.03, 0.04, false, false)]
    [InlineData(0.02, 0.055, true, false)]
    public void The_levels_are_those_of_Holm(double first, double second, bool firstEnabled, bool secondEnabled)
    {
        var evidence = RegimeEvidence.Empty.Add(WithPValue(MarketRegime.Trend, first)).Add(WithPValue(MarketRegime.Range, second));
        Assert.Equal(first, evidence.MeanOf(MarketRegime.Trend).PValue, 1e-6);
        var verdicts = new RegimeGate(new() { ThinData = ThinData.Disabled }).Judge(evidence);
        Assert.Equal(firstEnabled, verdicts.Single(verdict => verdict.Regime == MarketRegime.Trend).Enabled);
        Assert.Equal(secondEnabled, verdicts.Single(verdict => verdict.Regime == MarketRegime.Range).Enabled);
    }

    [Theory]
    [InlineData(0, 30, 10, "'regime_gate.level' is 0")]
    [InlineData(0.05, 1, 10, "'regime_gate.min_trades' is 1")]
    [InlineData(0.05, 30, 1, "'regime_gate.min_days' is 1")]
    public void A_value_out_of_range_is_refused_by_name(double level, int trades, int days, string part) => Assert.Contains(
        part,
        Assert.Throws<InputRefusedException>(() =>
            new RegimeGate(new() { Level = level, MinTrades = trades, MinDays = days })).Message,
        StringComparison.Ordinal);

    private static string Reason(IReadOnlyList<RegimeVerdict> verdicts, MarketRegime regime) =>
        verdicts.Single(verdict => verdict.Regime == regime).Reason;

    private static RegimeEvidence Noise(ulong seed, int trades, int days, Func<MarketRegime, double> edge)
    {
        var random = new SeededRandom(seed).Fork("gate");
        double[] common = [.. Enumerable.Range(0, days).Select(_ => 10 * random.NextGaussian())];
        return RegimeEvidence.Empty.Add(Enumerable.Range(0, trades).Select(_ =>
        {
            var (day, regime) = (random.NextInt(days), Four[random.NextInt(4)]);
            var wild = random.NextInt(10) == 0 ? 3 : 1;
            return new RegimeTrade(regime, day, edge(regime) + common[day] + 20 * wild * random.NextGaussian());
        }));
    }

    /// <summary>Forty trades on as many days whose mean is as many errors above 0 as the p-value asks for.</summary>
    private static IEnumerable<RegimeTrade> WithPValue(MarketRegime regime, double p, int firstDay = 0)
    {
        var error = Math.Sqrt(40.0 / 39 * 40) / 40;
        var mean = -error * MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, 39, p);
        return Enumerable.Range(0, 40).Select(i => new RegimeTrade(regime, firstDay + i, mean + (i % 2 == 0 ? 1 : -1)));
    }
}

using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Engine.Regimes;
using Huracan.Engine.Regimes.HiddenMarkov;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Regimes.HiddenMarkov;

public class HiddenMarkovRegimesTests
{
    private static readonly RegimeOptions Options = new() { Kind = RegimeKind.Hmm, NormDays = 5 };

    private static readonly HiddenMarkovRegimes Regimes = new(Options);

    private static readonly CandleSeries Candles = MadeUpMarket.Of(21, 5_000, 0.03);

    private static readonly BarRange Train = new(300, 3_000);

    private static readonly HiddenMarkovModel Model = Regimes.Fit(Candles, Train);

    [Fact]
    public void What_lies_behind_train_changes_no_parameter()
    {
        var other = Regimes.Fit(MadeUpMarket.WithOtherFuture(Candles, Train.End, 77), Train);
        Assert.Equal(JsonSerializer.Serialize(Model), JsonSerializer.Serialize(other));
        Assert.NotEqual(JsonSerializer.Serialize(Model), JsonSerializer.Serialize(Regimes.Fit(Candles, new(300, 3_001))));
        Assert.Equal(Candles.Marked[Train.Start..Train.End].Count(false), Model.Observations);
    }

    [Fact]
    public void What_follows_a_bar_changes_no_regime_up_to_it()
    {
        var whole = List(Regimes.Classify(Candles, Model));
        for (var bars = 150; bars < Candles.Count; bars += 397)
        {
            Assert.Equal(whole[..bars], List(Regimes.Classify(Candles.Slice(0, bars), Model)));
            var edited = MadeUpMarket.WithOtherFuture(Candles, bars, (ulong)bars);
            Assert.Equal(whole[..bars], List(Regimes.Classify(edited, Model))[..bars]);
        }
    }

    [Fact]
    public void A_change_asks_for_its_probability_and_no_regime_lasts_less_than_the_least_time()
    {
        var regimes = Regimes.Classify(Candles, Model);
        Assert.All(regimes.Spans.SkipLast(1), span => Assert.True(span.Bars.Length >= Options.MinBars));
        Assert.InRange(regimes.Spans.Count, 20, 1_000);
        var measures = RegimeMeasures.Of(Candles, Model.Windows);
        var filtered = HiddenMarkovRegimes.Filtered(measures, Model);
        var changes = regimes.Spans.Skip(2).Where(span => !Candles.Marked[span.Bars.Start]).ToArray();
        Assert.All(changes, span =>
        {
            var row = Array.IndexOf(measures.Bars, span.Bars.Start) - Model.Windows.WarmUp;
            Assert.True(filtered[4 * row + Array.IndexOf(Model.States, span.Regime)] >= Options.EnterProbability);
        });
        Assert.Equal(Enumerable.Repeat(MarketRegime.Unknown, Model.Windows.WarmUp), List(regimes)[..Model.Windows.WarmUp]);
    }

    [Fact]
    public void States_are_named_by_their_means()
    {
        double Mean(MarketRegime regime, int column) => Model.Chain.Means[Array.IndexOf(Model.States, regime)][column];
        var others = Model.States.Except([MarketRegime.Panic]).ToArray();
        Assert.All(others, state => Assert.True(Mean(state, 0) < Mean(MarketRegime.Panic, 0)));
        Assert.All(others.Except([MarketRegime.Illiquid]), state => Assert.True(Mean(state, 2) > Mean(MarketRegime.Illiquid, 2)));
        Assert.True(Mean(MarketRegime.Trend, 1) > Mean(MarketRegime.Range, 1));
        var chain = Model.Chain with { Means = [[0, 3, 0], [0, 1, -1], [2, 0, -5], [1, 2, 1]] };
        Assert.Equal([MarketRegime.Trend, MarketRegime.Illiquid, MarketRegime.Panic, MarketRegime.Range], StateNames.Of(chain));
    }

    [Fact]
    public void A_model_survives_json()
    {
        var read = JsonSerializer.Deserialize<HiddenMarkovModel>(JsonSerializer.Serialize(Model))!;
        Assert.Equal(List(Regimes.Classify(Candles, Model)), List(Regimes.Classify(Candles, read)));
    }

    [Fact]
    public void A_damaged_model_is_refused()
    {
        HiddenMarkovModel[] damaged =
        [
            Model with { Scales = [1, 0, 1] },
            Model with { Centers = [1, 0] },
            Model with { States = [MarketRegime.Trend] },
            Model with { Chain = Model.Chain with { Initial = [1, 1, 0, 0] } },
            Model with { Chain = Model.Chain with { Initial = [double.NaN, 1, 0, 0] } },
            Model with { Chain = Model.Chain with { Transitions = Model.Chain.Transitions[..3] } },
            Model with { Chain = Model.Chain with { Means = [.. Model.Chain.Means[..3], [0, double.NaN, 0]] } },
            Model with { Chain = Model.Chain with { Variances = [.. Model.Chain.Variances[..3], [1, 0, 1]] } },
        ];
        Assert.All(damaged, model => Assert.Contains(
            "damaged", Assert.Throws<InputRefusedException>(() => Regimes.Classify(Candles, model)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Too_short_a_train_part_is_refused_and_one_outside_is_a_misuse()
    {
        var refusal = Assert.Throws<InputRefusedException>(() => Regimes.Fit(Candles, new(0, 250)));
        Assert.Contains("SOLUSDT/1h", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<InputRefusedException>(() => Regimes.Fit(Candles, new(0, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Regimes.Fit(Candles, new(0, 5_001)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Regimes.Fit(Candles, new(-1, 500)));
    }

    private static MarketRegime[] List(RegimeSeries regimes) => [.. Enumerable.Range(0, regimes.Count).Select(bar => regimes[bar])];
}

using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Quality;
using Huracan.Engine.Regimes;
using Huracan.Tests.Engine.Pipeline.Execution;
using Huracan.Tests.Engine.Pipeline.Stages;

namespace Huracan.Tests.Engine.Pipeline.Live;

public class LiveForecasterTests
{
    private static readonly Lazy<PipelineRun> Trained = new(() =>
    {
        var run = new PipelineRun(PipelineRun.Market(), options => options.Models = ["xgboost"]);
        Assert.Equal(UnitStatus.Done, run.Execute().Status);
        return run;
    });

    private static readonly CandleSeries Candles = CandleTable.ReadCandles(Trained.Value.Folder, PipelineRun.Unit);
    private static readonly CandleSeries Bitcoin = CandleTable.ReadCandles(Trained.Value.Folder, new UnitId(RunPlan.Bitcoin, Timeframe.H1));

    [Fact]
    public void The_forecast_of_an_old_bar_is_the_one_of_the_backtest()
    {
        var forecasts = Trained.Value.Forecasts("xgboost", StageOutputs.TestForecasts);
        var bar = forecasts.Bars[^1];
        using var model = Model();

        var signal = Forecaster(GateAction.Active).Forecast(model, Candles.Slice(0, bar + 1), Bitcoin.Slice(0, bar + 1));

        Assert.Equal(forecasts.Predictions[^1].Confidence, signal.Confidence);
        Assert.Equal(forecasts.Predictions[^1].Direction, signal.Side);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Candles.OpenTimes[bar]) + TimeSpan.FromHours(1), signal.Time);
        Assert.Equal("ML_PER_COIN_V1", signal.Source);
    }

    [Fact]
    public void What_may_not_be_traded_says_why()
    {
        using var model = Model();

        var refused = Forecaster(GateAction.NoTrade).Forecast(model, Candles, Bitcoin);
        var unsure = Forecaster(GateAction.Active, minConfidence: 1).Forecast(model, Candles, Bitcoin);

        Assert.False(refused.Decision.ShouldTrade);
        Assert.Equal("as judged", refused.FilteredReason);
        Assert.False(unsure.Decision.ShouldTrade);
        Assert.Contains("is below 1", unsure.FilteredReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.999, "below the model's entry threshold")]
    [InlineData(0, null)]
    public void The_models_own_threshold_holds_behind_the_gate(double threshold, string? reason)
    {
        using var model = Model(meta => meta with { EntryThreshold = threshold });
        var (candles, bitcoin) = UpToADirection();

        var signal = Forecaster(GateAction.Active).Forecast(model, candles, bitcoin);

        Assert.Equal(reason is null, signal.Decision.ShouldTrade);
        Assert.Equal(reason is null ? 1 : 0, signal.Decision.SizeFactor);
        Assert.Contains(reason ?? "", signal.FilteredReason ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_something_else_is_refused_and_both_sides_are_named()
    {
        Refused(meta => meta with { Coin = "DOGEUSDT" }, "coin is DOGEUSDT, the data's is SIM001USDT");
        Refused(meta => meta with { Timeframe = Timeframe.H4 }, "timeframe is 4h, the data's is 1h");
        Refused(meta => meta with { FeatureHash = "beef" }, "feature hash is beef, the data's is");
    }

    [Fact]
    public void A_short_history_is_refused()
    {
        using var model = Model();

        var refused = Assert.Throws<InputRefusedException>(() =>
            Forecaster(GateAction.Active).Forecast(model, Candles.Slice(0, 20), Bitcoin.Slice(0, 20)));

        Assert.Contains("has 20 candles; its model needs", refused.Message, StringComparison.Ordinal);
    }

    private static void Refused(Func<ModelMeta, ModelMeta> change, string words)
    {
        using var model = Model(change);
        var refused = Assert.Throws<InputRefusedException>(() => Forecaster(GateAction.Active).Forecast(model, Candles, Bitcoin));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GateAction.Active)]
    [InlineData(GateAction.NoTrade)]
    public void Age_is_judged_before_all_else(GateAction action)
    {
        using var model = Model();
        var (candles, bitcoin) = UpToADirection();
        var closed = DateTimeOffset.FromUnixTimeMilliseconds(candles.EndTime);

        var fresh = Forecaster(action).Forecast(model, candles, bitcoin, now: closed.AddHours(1));
        var stale = Forecaster(action).Forecast(model, candles, bitcoin, now: closed.AddDays(183));
        var early = Forecaster(action).Forecast(model, candles, bitcoin, now: closed.AddMinutes(-5));

        Assert.Equal((true, 1), (fresh.Fresh, fresh.AgeBars));
        Assert.DoesNotContain("newest candle", fresh.FilteredReason ?? "", StringComparison.Ordinal);
        Assert.Equal((false, 183 * 24), (stale.Fresh, stale.AgeBars));
        Assert.StartsWith("the newest candle closed 183 days ago", stale.FilteredReason, StringComparison.Ordinal);
        Assert.StartsWith("the newest candle closes in 5 minutes", early.FilteredReason, StringComparison.Ordinal);
        Assert.All([stale, early], signal => Assert.Equal(
            (false, 0, signal.FilteredReason),
            (signal.Decision.ShouldTrade, signal.Decision.SizeFactor, signal.Decision.Reason)));
    }

    [Fact]
    public void Features_are_not_traded_without_the_time_they_are_of()
    {
        using var model = Model(meta => meta with { EntryThreshold = 0 });
        double[][] rows = [[.. model.Scaler.Columns.Select(column => column.Centre)]]; // amid its training data
        var forecaster = Forecaster(GateAction.Active);
        var closed = DateTimeOffset.FromUnixTimeMilliseconds(Candles.EndTime);

        var unknown = forecaster.Judge(model, rows, null, closed);
        var fresh = forecaster.Judge(model, rows, closed, closed);
        var stale = forecaster.Judge(model, rows, closed, closed.AddHours(2));

        Assert.Contains("age of the features is not known", unknown.FilteredReason, StringComparison.Ordinal);
        Assert.False(unknown.Decision.ShouldTrade);
        Assert.Equal(fresh.Prediction.Direction != 0, fresh.Decision.ShouldTrade);
        Assert.Contains("closed 2 hours ago", stale.FilteredReason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_regime_that_is_not_enabled_is_not_traded_and_the_reason_names_it()
    {
        using var model = Model(meta => meta with { EntryThreshold = 0 });
        var (candles, bitcoin) = UpToADirection();
        var regime = new RegimeClassifier().Classify(candles)[candles.Count - 1];
        Assert.NotEqual(MarketRegime.Unknown, regime);

        var refused = Judge(candles, bitcoin, one => one != regime);
        var enabled = Judge(candles, bitcoin, one => one == regime);
        var recent = candles.Count - 31 * 24; // 31 days: fewer than the rules need
        var few = JudgeFew(one => one != MarketRegime.Unknown);
        var evasive = JudgeFew(one => one != regime);
        var all = JudgeFew(_ => true);

        Assert.Equal((regime, false, 0), (refused.Regime, refused.Decision.ShouldTrade, refused.Decision.SizeFactor));
        Assert.Equal($"the regime gate does not enable {SettingText.Of(regime)}: its figures", refused.FilteredReason);
        Assert.Equal((regime, true), (enabled.Regime, enabled.Decision.ShouldTrade));
        Assert.Equal((MarketRegime.Unknown, false), (few.Regime, few.Decision.ShouldTrade));
        Assert.Equal("the regime gate does not enable unknown: its figures", few.FilteredReason);
        Assert.Equal((MarketRegime.Unknown, false), (evasive.Regime, evasive.Decision.ShouldTrade));
        Assert.Equal(
            "the regime gate does not enable unknown: it may be any regime, and not every one is enabled", evasive.FilteredReason);
        Assert.Equal((MarketRegime.Unknown, all.Prediction.Direction != 0), (all.Regime, all.Decision.ShouldTrade));

        JudgedForecast JudgeFew(Func<MarketRegime, bool> enables) =>
            Judge(candles.Slice(recent, 31 * 24), bitcoin.Slice(recent, 31 * 24), enables);

        JudgedForecast Judge(CandleSeries own, CandleSeries other, Func<MarketRegime, bool> enables) => Forecaster(
            GateAction.Active, verdicts: [.. Enum.GetValues<MarketRegime>().Select(one =>
                new RegimeVerdict(one, enables(one), 1, 1, 40, 20, "its figures"))]).Judge(model, own, other, null);
    }

    private static (CandleSeries Candles, CandleSeries Bitcoin) UpToADirection()
    {
        var forecasts = Trained.Value.Forecasts("xgboost", StageOutputs.TestForecasts);
        var at = Array.FindLastIndex(forecasts.Predictions, p => p.Direction != 0);
        Assert.True(at >= 0, "The model forecasts a direction somewhere.");
        var count = forecasts.Bars[at] + 1;
        return (Candles.Slice(0, count), Bitcoin.Slice(0, count));
    }

    private static TrainedModel Model(Func<ModelMeta, ModelMeta>? change = null)
    {
        const string path = "SIM001USDT/1h/xgboost/h4/final_model";
        var folder = Trained.Value.Folder;
        if (change is null)
            return TrainedModel.Load(folder, path, Trained.Value.Context.Families);
        var copy = new MemoryRunFolder();
        foreach (var name in folder.Names.Where(name => name.StartsWith(path, StringComparison.Ordinal)))
            copy.Write(name, folder.Read(name));
        copy.WriteJson($"{path}/meta.json", change(folder.ReadJson<ModelMeta>($"{path}/meta.json")));
        return TrainedModel.Load(copy, path, Trained.Value.Context.Families);
    }

    private static LiveForecaster Forecaster(
        GateAction action, double minConfidence = 0, IReadOnlyList<RegimeVerdict>? verdicts = null) => new(
        Trained.Value.Context.Features,
        new QualityGate(new ThresholdsFile
        {
            Version = "v1",
            Timeframe = "1h",
            Coins = new SortedDictionary<string, CoinThreshold>(StringComparer.Ordinal)
            {
                ["SIM001USDT"] = new CoinThreshold
                {
                    Score0100 = 80,
                    QualityTier = QualityTier.High,
                    Status = action,
                    Action = action,
                    MinConfidence = minConfidence,
                    Reason = "as judged",
                },
            },
            Summary = ThresholdsBuilder.Summarise([]),
        }),
        new RegimeOptions(), verdicts);
}

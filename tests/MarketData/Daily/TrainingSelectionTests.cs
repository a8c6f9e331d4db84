using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Factory;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Retraining;
using Huracan.Engine.Pipeline.Settings;
using Huracan.MarketData.Daily;
using Huracan.Storage.Configuration;

namespace Huracan.Tests.MarketData.Daily;

public sealed class TrainingSelectionTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SimulatedMarket Market = new(
        new SimulatorOptions { Coins = 3, Bars = 7_000, Timeframe = Timeframe.H1, Start = Start, Seed = 4 });
    private static readonly FeatureSets Features = YamlFile.Load<FeatureConfig>(ConfigFolder.Find("features.yaml"))
        .Build(FeatureCatalog.Default, "features.yaml");

    private readonly string settings = Path.GetTempFileName();

    [Fact]
    public async Task Units_are_chosen_by_age_new_data_and_want_of_a_model_and_a_run_is_made_of_them()
    {
        var newest = Start.AddHours(6_999);
        var models = new Dictionary<string, KnownModel>
        {
            ["SIM001USDT"] = Model("SIM001USDT", newest.AddDays(-8)), // old
            ["SIM002USDT"] = Model("SIM002USDT", newest.AddDays(-3)), // fresh
            ["SIM003USDT"] = Model("SIM003USDT", newest.AddDays(-6), trainedBars: 200), // many new bars
        };
        var selection = new TrainingSelection(
            Market, new RetrainOptions(), (unit, _) => Task.FromResult(models.GetValueOrDefault(unit.Coin)));

        var choices = await selection.ChooseAsync(
            [.. Market.Coins.Select(coin => new UnitId(coin, Timeframe.H1))], CancellationToken.None);

        Assert.Equal(
            [
                ("BTCUSDT", RetrainReason.NewUnit), ("SIM001USDT", RetrainReason.Age), ("SIM002USDT", RetrainReason.None),
                ("SIM003USDT", RetrainReason.NewData),
            ],
            choices.Select(choice => (choice.Coin, choice.Reason)).Order());
        Assert.Contains("p = ", choices.Single(choice => choice.Coin == "SIM002USDT").Text, StringComparison.Ordinal); // drift was measured
        File.WriteAllText(settings, "models: [xgboost]\n");
        var universe = new CoinUniverse([.. Market.Coins.Select(coin => new JudgedCoin(coin, 291, 1e6, 0, null))], [], newest.AddHours(1));
        HashSet<UnitId> waiting = [];
        var run = RunOf(choices)!;
        Assert.Equal(["BTCUSDT", "SIM001USDT", "SIM003USDT"], run.Coins.Order());
        Assert.Equal((Timeframe.H1, "daily-20260102-1h"), (run.Timeframes.Single(), run.Version));
        Assert.Equal(newest.AddHours(1), run.To!.Time);
        Assert.Equal(Path.GetFullPath("some/store"), run.Source);
        Assert.Equal(["4h"], run.HorizonTimes.Select(horizon => horizon.ToString()));
        Assert.Empty(run.OnlyCompared);
        var fresh = choices.Where(one => one.Coin == "SIM002USDT").ToList();
        Assert.Null(RunOf(fresh));
        waiting = [new UnitId("SIM001USDT", Timeframe.H1), new UnitId("SIM002USDT", Timeframe.H1), new UnitId("SIM003USDT", Timeframe.M15)];
        Assert.Equal(["SIM002USDT"], RunOf(fresh)!.OnlyCompared);
        Assert.Equal(["BTCUSDT", "SIM001USDT", "SIM002USDT", "SIM003USDT"], RunOf(choices)!.Coins.Order());
        Assert.Equal(["SIM002USDT"], RunOf(choices)!.OnlyCompared); // the others are trained

        RunOptions? RunOf(IReadOnlyList<TrainingChoice> chosen) => TrainingSelection.RunOf(
            new FactoryOptions { Source = "some/store", Settings = settings, Horizons = [Timeframe.H4] }, universe, Timeframe.H1, chosen,
            waiting, new DateTimeOffset(2026, 1, 2, 0, 45, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_coin_without_usable_candles_is_left_alone()
    {
        var selection = new TrainingSelection(Market, new RetrainOptions(), (_, _) => Task.FromResult<KnownModel?>(null));

        var choice = Assert.Single(await selection.ChooseAsync([new UnitId("NONEUSDT", Timeframe.H1)], CancellationToken.None));

        Assert.Equal((RetrainReason.None, "its candles are blocked by the preflight"), (choice.Reason, choice.Text));
    }

    public void Dispose() => File.Delete(settings);

    private static KnownModel Model(string coin, DateTimeOffset dataTo, int trainedBars = 5_500)
    {
        var trainedTo = dataTo.AddHours(-1_000);
        return new KnownModel(
            new ModelMeta(
                coin, Timeframe.H1, "xgboost", 4, 0, 0.001, Features.Names[0], "", [], 100, 0.5, 10, trainedTo.AddHours(-trainedBars),
                trainedTo, trainedBars, 1, "cpu"),
            dataTo, Features);
    }
}

using Huracan.Dashboard.Runs;

namespace Huracan.Tests.Dashboard.Runs;

public class RunFormTests
{
    [Fact]
    public void An_empty_form_leaves_everything_to_the_configuration()
    {
        var (request, errors) = new RunForm().Read();
        Assert.Empty(errors);
        Assert.Equal(new Contracts.Http.Runs.RunRequest(), request);
    }

    [Fact]
    public void Names_are_separated_by_commas_and_blanks_and_coins_are_upper_case()
    {
        var form = new RunForm { Coins = "btcusdt, ethusdt  SOLUSDT", Models = "xgboost;cnn-lstm", Horizons = "1 4" };
        form.Timeframes.Add("4h");
        form.Timeframes.Add("15m");
        var (request, errors) = form.Read();
        Assert.Empty(errors);
        Assert.Equal(["BTCUSDT", "ETHUSDT", "SOLUSDT"], request.Coins!);
        Assert.Equal(["xgboost", "cnn-lstm"], request.Models!);
        Assert.Equal([1, 4], request.Horizons!);
        Assert.Equal(["15m", "4h"], request.Timeframes!);
    }

    [Fact]
    public void Invalid_numbers_are_refused_by_the_requests_names()
    {
        var (_, errors) = new RunForm
        {
            Epochs = "ten",
            TrainBars = "1.5",
            Seed = "-1",
            Horizons = "4 x",
            SimulatedCoins = "99999999999",
            Trials = "few",
        }.Read();
        Assert.Equal(["epochs", "horizons", "seed", "simulated_coins", "train_bars", "trials"], errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_advanced_fields_are_part_of_the_request()
    {
        var form = new RunForm
        {
            Labels = "triple_barrier",
            From = " 2024-01-01",
            To = "2025-01-01 ",
            Patience = "3",
            BatchSize = "64",
            Device = "cpu",
            MinScore = "62.5",
            Trials = "50",
            SearchTimeout = "600",
            TopN = "2",
            ExtendEpochs = "9",
            Priority = "-5",
        };

        var (request, errors) = form.Read();

        Assert.Empty(errors);
        Assert.Equal(("triple_barrier", "2024-01-01", "2025-01-01", "cpu"), (request.Labels, request.From, request.To, request.Device));
        Assert.Equal((3, 64, 62.5, -5), (request.Patience, request.BatchSize, request.MinScore, request.Priority));
        Assert.Equal((50, 600, 2, 9), (request.Trials, request.SearchTimeout, request.TopN, request.ExtendEpochs));
        Assert.Equal(
            [null, "ma_cross"],
            new[] { form, new RunForm { Labels = "meta" } }.Select(one =>
            {
                one.Primary = " ma_cross ";
                return one.Read().Request.Primary;
            }));
        Assert.Equal(
            ["batch_size", "min_score", "patience", "priority"],
            new RunForm { Patience = "x", BatchSize = "1e3", MinScore = "NaN", Priority = "high" }
                .Read().Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_and_the_simulated_market_exclude_each_other()
    {
        var folder = new RunForm { Simulated = false, Source = " /candles ", SimulatedCoins = "5" }.Read().Request;
        Assert.Equal(("/candles", null), (folder.Source, folder.SimulatedCoins));
        var simulated = new RunForm { Source = "/candles", SimulatedCoins = "5" }.Read().Request;
        Assert.Equal((null, 5), (simulated.Source, simulated.SimulatedCoins));
    }
}

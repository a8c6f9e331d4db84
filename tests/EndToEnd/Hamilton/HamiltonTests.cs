using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Json;
using Huracan.Engine.Pipeline.Units;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Hamilton;

[Collection("finished run")]
public sealed class HamiltonTests(FinishedRun finished) : IDisposable
{
    private readonly Scratch scratch = new();

    [Fact]
    public async Task Champions_are_ranked_forecast_by_candles_and_by_features_and_listed_where_they_are_not_to_be_traded()
    {
        var (folder, unit) = (new RunFolder(finished.Run.Folder), new UnitId("SIM001USDT", Timeframe.H1));
        var store = new ChampionStore(scratch.Path("champions"), BundleTrust.Anyone);
        var end = DateTimeOffset.FromUnixTimeMilliseconds(CandleTable.ReadCandles(folder, unit).EndTime);
        var source = BundleSource.OfRun(folder, unit, new BundleRequest(finished.Run.Id) { Version = "v1", Expires = end.AddDays(1) });
        store.Promote(store.Add(source, signer: null));
        Directory.CreateDirectory(scratch.Path("candles"));
        foreach (var coin in new[] { "BTCUSDT", "SIM001USDT" })
            File.Copy(finished.Run.PathOf($"data/{coin}/1h.parquet"), scratch.Path($"candles/{coin}_1h.parquet"));

        var ranking = (await HamiltonAsync("ranking")).Expect(0);
        Assert.Matches(@"1 +SIM001USDT +1h +4h +\(?[A-Z_]+\)? +[0-9.]+ ", ranking.Output);
        var rows = Json<List<RankedChampion>>(await HamiltonAsync("ranking", "--json"));
        Assert.Equal(("SIM001USDT", "4h", "v1"), (rows[0].Coin, rows[0].Horizon, rows[0].Version));

        // The newest candle of a file is dropped: its forecast is made an hour before the end.
        string[] predict = ["predict", "SIM001USDT", "4h", "--source", scratch.Path("candles"), "--as-of"];
        var forecast = Json<ChampionForecast>(await HamiltonAsync([.. predict, $"{end:yyyy-MM-ddTHH:mmZ}", "--json"]));
        Assert.Equal((end.AddHours(-1), 1, false, false), (forecast.AsOf, forecast.AgeBars, forecast.IsStale, forecast.IsExpired));
        Assert.Equal(1, forecast.Down + forecast.Flat + forecast.Up, 1e-5);
        var late = (await HamiltonAsync([.. predict, $"{end.AddDays(2):yyyy-MM-ddTHH:mmZ}"])).Expect(0);
        Assert.Contains("do not trade: the newest candle closed 2 days ago", late.Output, StringComparison.Ordinal);
        Assert.Contains("the champion v1 is too old: it expired at", late.Output, StringComparison.Ordinal);
        (await HamiltonAsync("predict", "SIM001USDT", "1d", "--source", scratch.Path("candles"))).ExpectRefusal("it has 4h (1h h4)");

        var features = scratch.Write("features.json", """{"rows": [{"moon": 1}], "closed_at": "2026-01-01T00:00:00Z"}""");
        (await HamiltonAsync("predict", "SIM001USDT", "4h", "--features", features))
            .ExpectRefusal("'moon' is none of the model's features");
        features = scratch.Write("stale.json", """{"rows": [], "closed_at": "2026-01-01T00:00:00Z"}""");
        (await HamiltonAsync("predict", "SIM001USDT", "4h", "--features", features, "--as-of", "2026-01-01T03:30Z"))
            .ExpectRefusal("The features are stale: their last bar closed 3 bars of 1h ago; it must be fewer than 2.");
        (await HamiltonAsync("predict", "SIM001USDT", "4h")).ExpectRefusal("Give either --source or --features");

        var blocked = (await HamiltonAsync("dnt")).Expect(0);
        Assert.Matches(@"SIM001USDT +1h +4h +expired ", blocked.Output);
        Assert.Contains("the list has the champions alone", blocked.Error, StringComparison.Ordinal);
        (await HamiltonAsync("dnt", "--reports", scratch.Path("none"))).ExpectRefusal("no folder of the factory's reports");
        (await HuracanProcess.RunAsync("hamilton", "ranking", "--champions", scratch.Path("none"))).ExpectRefusal("no folder of champions");
    }

    public void Dispose() => scratch.Dispose();

    private static T Json<T>(Outcome outcome) => JsonSerializer.Deserialize<T>(outcome.Expect(0).Output, HuracanJson.Options)!;

    private Task<Outcome> HamiltonAsync(params string[] arguments) =>
        HuracanProcess.RunWithAsync(new(), ["hamilton", .. arguments, "--champions", scratch.Path("champions")]);
}

using Huracan.Api.Predictions;
using Huracan.Contracts;
using Huracan.Contracts.Http;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Trading;
using Huracan.Engine.Market;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Predictions;

public class PredictTests(WithHost<PredictTests>.Shared shared) : WithHost<PredictTests>(shared)
{
    private const int Bars = 400;

    [PostgresFact]
    public async Task A_forecast_of_the_backtests_last_bar_is_the_backtests()
    {
        var (host, path) = await ScoredAsync();
        var forecasts = TrainedRun.Value.Forecasts;
        var last = forecasts.Bars[^1];
        var (candles, bitcoin) = (TrainedRun.Value.Candles.Slice(0, last + 1), TrainedRun.Value.Bitcoin.Slice(0, last + 1));

        var answer = await ApiHost.ReadAsync<PredictResponse>(await host.Reader.PostAsync(path, ApiHost.Json(new PredictRequest
        {
            Candles = TrainedRun.Rows(candles, candles.Count),
            BitcoinCandles = TrainedRun.Rows(bitcoin, bitcoin.Count),
        })));

        Assert.Equal(forecasts.Predictions[^1].Up, answer.Long, 1e-6);
        Assert.Equal(forecasts.Predictions[^1].Direction, answer.Class);
        Assert.Equal(1, answer.Short + answer.Flat + answer.Long, 1e-5);
        Assert.False(answer.Gate.ShouldTrade && answer.Gate.Action == GateAction.NoTrade);
    }

    [PostgresFact]
    public async Task Features_are_taken_as_well_as_candles()
    {
        var (host, path) = await ScoredAsync();
        var model = await host.GetAsync<ModelView>("/models/SIM001USDT/1h");
        double[][] rows = [[.. model.FeatureNames.Select(_ => 0.25)]];
        var closed = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / Timeframe.H1.Milliseconds * Timeframe.H1.Milliseconds;

        var answer = await ApiHost.ReadAsync<PredictResponse>(await host.Reader.PostAsync(path, ApiHost.Json(new { features = rows })));
        var timed = await ApiHost.ReadAsync<PredictResponse>(
            await host.Reader.PostAsync(path, ApiHost.Json(new { features = rows, closed_at = closed })));
        using var wrong = await host.Reader.PostAsync(path, ApiHost.Json(new { features = new[] { new[] { 1.0, 2.0 } } }));

        Assert.Equal(1, answer.Short + answer.Flat + answer.Long, 1e-5);
        Assert.Contains("age of the features is not known", answer.Gate.Reason, StringComparison.Ordinal);
        Assert.Null(answer.ClosedAt);
        Assert.DoesNotContain("age", timed.Gate.Reason, StringComparison.Ordinal);
        Assert.Equal(closed, timed.ClosedAt?.ToUnixTimeMilliseconds());
        var detail = (await ApiHost.ProblemAsync(wrong, 422)).GetProperty("detail").GetString();
        Assert.Contains($"has 2 features; the model takes {model.FeatureNames.Count}", detail, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Candles_of_any_age_are_forecast_but_old_ones_are_not_traded()
    {
        await using var host = await ApiHost.StartAsync();
        var path = Path(await Seed.ScoredAsync(host, result => Seed.Proven(result) with { Score = 90 }));
        var closed = DateTimeOffset.FromUnixTimeMilliseconds(TrainedRun.Value.Candles.EndTime);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var shift = now / Timeframe.H1.Milliseconds * Timeframe.H1.Milliseconds - TrainedRun.Value.Candles.EndTime;

        var old = await ApiHost.ReadAsync<PredictResponse>(await PredictAsync(host, path, Bars));
        var fresh = await ApiHost.ReadAsync<PredictResponse>(await PredictAsync(host, path, Bars, shift));
        var decisions = await Eventually.GetAsync<Page<DecisionView>>(host, "/decisions/SIM001USDT/1h", page => page.Items.Count == 2);

        Assert.Equal(GateAction.Active, old.Gate.Action);
        Assert.Equal((closed, false), (old.ClosedAt, old.Gate.ShouldTrade));
        Assert.True(old.AgeBars > 1000);
        Assert.Matches("^the newest candle closed [0-9]+ days ago, at .*; a 1h forecast is tradable for 2 bars$", old.Gate.Reason);
        Assert.InRange(fresh.AgeBars ?? -1, 0, 1); // the hour may have turned
        Assert.DoesNotContain("newest candle", fresh.Gate.Reason, StringComparison.Ordinal);
        Assert.Equal([fresh.Gate.Reason, old.Gate.Reason], decisions.Items.Select(decision => decision.Reason));
        Assert.False(decisions.Items[1].ShouldTrade);
    }

    [PostgresFact]
    public async Task Switched_off_models_forecast_nothing()
    {
        await using var host = await ApiHost.StartAsync(settings: "--USE_ML_PER_COIN=off");
        var path = Path(await Seed.ScoredAsync(host));

        using var answer = await PredictAsync(host, path, Bars);

        var problem = await ApiHost.ProblemAsync(answer, 422);
        Assert.Contains("USE_ML_PER_COIN", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Decisions_are_recorded_and_paged()
    {
        var (host, path) = await ScoredAsync();
        var started = TimeProvider.System.GetUtcNow();
        for (var i = 0; i < 5; i++)
            await ApiHost.ReadAsync<PredictResponse>(await PredictAsync(host, path, Bars));
        // They are written down a little later, and those of other tests may be there already.
        var all = await Eventually.GetAsync<Page<DecisionView>>(
            host, "/decisions/SIM001USDT/1h?limit=500", page => page.Items.Count(decision => decision.At >= started) == 5);

        var first = await host.GetAsync<Page<DecisionView>>("/decisions/SIM001USDT/1h?limit=3");
        var second = await host.GetAsync<Page<DecisionView>>($"/decisions/SIM001USDT/1h?limit=2&after={first.Next}");

        Assert.Equal(all.Items.Take(5), first.Items.Concat(second.Items));
        Assert.Equal(all.Items.OrderByDescending(decision => decision.At), all.Items);
        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/decisions/SIM001USDT/1h?after=x"), 400);
    }

    [PostgresFact]
    public async Task Bad_candles_are_refused_with_their_places()
    {
        var (host, path) = await ScoredAsync();
        var rows = TrainedRun.Rows(TrainedRun.Value.Candles, Bars);
        rows[3] = rows[3] with { High = double.Epsilon };
        rows[5] = rows[5] with { OpenTime = rows[5].OpenTime + 1 };
        rows[9] = rows[9] with { Volume = -1 };

        var errors = (await ApiHost.ProblemAsync(await host.Reader.PostAsync(path, ApiHost.Json(new { candles = rows })), 400))
            .GetProperty("errors");

        foreach (var place in new[] { "candles[3]", "candles[5]", "candles[6]", "candles[9]" })
            Assert.True(errors.TryGetProperty(place, out _), place);
        await RefusedAsync(host, path, new { }, "candles");
        await RefusedAsync(host, path, new { candles = Array.Empty<CandleRow>() }, "candles");
        await RefusedAsync(host, path, new { features = new double?[][] { [null] } }, "features[0]");
        var open = rows[^1] with { OpenTime = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 3_600_000 * 3_600_000 };
        await RefusedAsync(host, path, new { candles = new[] { open } }, "candles[0]");
        var later = open.OpenTime + Timeframe.H1.Milliseconds;
        await RefusedAsync(host, path, new { features = new[] { new[] { 1.0 } }, closed_at = later }, "closed_at");
        await RefusedAsync(host, path, new { features = new[] { new[] { 1.0 } }, closed_at = 1 }, "closed_at");
        await RefusedAsync(host, path, new { candles = new[] { open }, closed_at = 0 }, "closed_at");
    }

    [PostgresFact]
    public async Task A_short_history_and_an_unknown_model_are_refused()
    {
        var (host, path) = await ScoredAsync();

        var needed = (await host.GetAsync<ModelView>("/models/SIM001USDT/1h")).MinCandles;

        var problem = await ApiHost.ProblemAsync(await PredictAsync(host, path, needed - 1), 422);

        await ApiHost.ReadAsync<PredictResponse>(await PredictAsync(host, path, needed));
        Assert.Contains($"its model needs {needed}.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        foreach (var unknown in new[] { path.Replace("SIM001USDT", "NOUSDT", StringComparison.Ordinal), Path(Seed.NewRunId()) })
            await ApiHost.ProblemAsync(await host.Reader.PostAsync(unknown, ApiHost.Json(new { features = new[] { new[] { 1.0 } } })), 404);
    }

    [PostgresFact]
    public async Task The_run_that_is_asked_for_answers_while_newer_ones_come()
    {
        await using var host = await ApiHost.StartAsync();
        var old = await Seed.ScoredAsync(host);
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var seen = new HashSet<string>();
            while (!stop.IsCancellationRequested)
                seen.Add((await ApiHost.ReadAsync<PredictResponse>(await PredictAsync(host, Path(old), Bars))).RunId);
            return seen;
        })).ToArray();

        var newer = await Seed.ScoredAsync(host);
        var answer = await ApiHost.ReadAsync<PredictResponse>(await PredictAsync(host, Path(newer), Bars));
        await stop.CancelAsync();

        Assert.Equal(newer, answer.RunId);
        Assert.All(await Task.WhenAll(load), seen => Assert.Equal([old], seen));
    }

    [PostgresFact]
    public async Task No_more_models_are_kept_than_allowed()
    {
        await using var host = await ApiHost.StartAsync(settings: "--Api:WarmModels=1");

        foreach (var runId in new[] { await Seed.ScoredAsync(host), await Seed.ScoredAsync(host) })
            await ApiHost.ReadAsync<PredictResponse>(await PredictAsync(host, Path(runId), Bars));

        Assert.Equal(1, host.Get<ModelCache>().Count);
    }

    private static async Task RefusedAsync(ApiHost host, string path, object request, string name)
    {
        using var answer = await host.Reader.PostAsync(path, ApiHost.Json(request));
        var problem = await ApiHost.ProblemAsync(answer, 400);
        if (problem.TryGetProperty("errors", out var errors))
            Assert.True(errors.TryGetProperty(name, out _), $"{name}: {errors}");
        else
            Assert.Contains(name, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PredictAsync(ApiHost host, string path, int bars, long shift = 0) =>
        host.Reader.PostAsync(path, ApiHost.Json(new PredictRequest
        {
            Candles = Moved(TrainedRun.Value.Candles, bars, shift),
            BitcoinCandles = Moved(TrainedRun.Value.Bitcoin, bars, shift),
        }));

    private static CandleRow[] Moved(CandleSeries series, int bars, long shift) =>
        Array.ConvertAll(TrainedRun.Rows(series, bars), row => row with { OpenTime = row.OpenTime + shift });

    private static string Path(string runId) => $"/runs/{runId}/units/SIM001USDT/1h/predict";

    private async Task<(ApiHost Host, string Path)> ScoredAsync()
    {
        var host = await HostAsync();
        return (host, Path(await Seed.ScoredAsync(host)));
    }
}

using Huracan.Api.Errors;
using Huracan.Api.Predictions;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Engine.Market;
using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Predictions;

public class BitcoinSpanTests(WithHost<BitcoinSpanTests>.Shared shared) : WithHost<BitcoinSpanTests>(shared)
{
    private const int Bars = 400;

    [Fact]
    public void Given_candles_take_precedence_over_stored_ones()
    {
        var covered = BitcoinSpan.Cover(Series(10, 4, 1), Series(12, 20, 2), Series(0, 13, 3));

        Assert.Equal([3, 3, 2, 2], covered.Close.ToArray());
        Assert.Equal("BTCUSDT", covered.Coin);
        Assert.Equal(Series(10, 4, 1).OpenTimes.ToArray(), covered.OpenTimes.ToArray());
    }

    [Fact]
    public void The_times_without_a_candle_are_named()
    {
        var refused = Assert.Throws<RequestValidationException>(() =>
            BitcoinSpan.Cover(Series(0, 10, 1), Series(2, 1, 2), Series(4, 3, 3)));

        var words = refused.Errors["bitcoin_candles"].Single();
        Assert.Contains("of the 10 times of the candles 6 are neither", words, StringComparison.Ordinal);
        Assert.EndsWith(
            "1970-01-01 00:00Z to 1970-01-01 01:00Z, 1970-01-01 03:00Z, 1970-01-01 07:00Z to 1970-01-01 09:00Z.", words,
            StringComparison.Ordinal);
        Assert.Throws<RequestValidationException>(() => BitcoinSpan.Cover(Series(0, 1, 1), null, null));
    }

    [PostgresFact]
    public async Task Candles_of_the_coin_alone_are_enough_where_those_of_Bitcoin_are_stored()
    {
        var host = await HostAsync();
        var runId = await Seed.ScoredAsync(host);
        var (candles, bitcoin) = (TrainedRun.Rows(TrainedRun.Value.Candles, Bars), TrainedRun.Rows(TrainedRun.Value.Bitcoin, Bars));

        var both = await AnswerAsync(host, runId, new PredictRequest { Candles = candles, BitcoinCandles = bitcoin });
        var alone = await AnswerAsync(host, runId, new PredictRequest { Candles = candles });
        var partly = await AnswerAsync(host, runId, new PredictRequest { Candles = candles, BitcoinCandles = bitcoin[^3..] });

        Assert.Equal(both, alone);
        Assert.Equal(both, partly);
    }

    [PostgresFact]
    public async Task Candles_after_the_stored_ones_are_required()
    {
        await using var host = await ApiHost.StartAsync();
        var runId = await Seed.ScoredAsync(host);
        var hour = Timeframe.H1.Milliseconds;
        var candles = TrainedRun.Rows(TrainedRun.Value.Candles, Bars);
        candles = [
            .. candles, candles[^1] with { OpenTime = candles[^1].OpenTime + hour },
            candles[^1] with { OpenTime = candles[^1].OpenTime + 2 * hour },
        ];
        var last = TrainedRun.Rows(TrainedRun.Value.Bitcoin, 1)[0];

        var problem = await ApiHost.ProblemAsync(
            await host.Reader.PostAsync(Path(runId), ApiHost.Json(new PredictRequest { Candles = candles })), 400);
        var newer = await AnswerAsync(
            host, runId,
            new PredictRequest
            {
                Candles = candles,
                BitcoinCandles = [last with { OpenTime = last.OpenTime + hour }, last with { OpenTime = last.OpenTime + 2 * hour }],
            });

        var words = problem.GetProperty("errors").GetProperty("bitcoin_candles")[0].GetString();
        Assert.Contains("2 are neither among the given candles of BTCUSDT nor among those stored", words, StringComparison.Ordinal);
        Assert.Contains(
            DateTimeOffset.FromUnixTimeMilliseconds(candles[^1].OpenTime).ToString(
                "yyyy-MM-dd HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture),
            words, StringComparison.Ordinal);
        Assert.Equal(runId, newer.RunId);
    }

    private static async Task<PredictResponse> AnswerAsync(ApiHost host, string runId, PredictRequest request) =>
        await ApiHost.ReadAsync<PredictResponse>(await host.Reader.PostAsync(Path(runId), ApiHost.Json(request)));

    private static string Path(string runId) => $"/runs/{runId}/units/SIM001USDT/1h/predict";

    private static CandleSeries Series(int start, int count, double price)
    {
        double[] prices = [.. Enumerable.Repeat(price, count)];
        return new CandleSeries(
            "SIM001USDT", Timeframe.H1, [.. Enumerable.Range(start, count).Select(bar => bar * Timeframe.H1.Milliseconds)], prices, prices,
            prices, prices, prices);
    }
}

using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http.Hamilton;
using Huracan.Contracts.Http.Schedules;
using Huracan.Engine.Market;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Exchange;
using Huracan.Tests.Servers;

namespace Huracan.Tests.EndToEnd.Cluster;

/// <summary>
/// The whole application on a market whose days take twenty seconds: from no candles at all to a ranking by schedule, and on from day to
/// day.
/// </summary>
public sealed class DailyTests : IDisposable
{
    private const double Speed = 4320;
    private static readonly DateTimeOffset Begin = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Scratch scratch = new();

    [PostgresFact]
    public async Task From_nothing_to_a_ranking_by_schedule_and_on_from_day_to_day()
    {
        var market = new SimulatorOptions
        {
            Coins = 2, // and Bitcoin
            Timeframe = Timeframe.H1,
            Bars = 24 * 130,
            Start = Begin,
            StepsPerBar = 2,
            Signal = new PlantedSignal { Probability = 0.05, NetSharpe = 10 },
        };
        await using var exchange = await LocalExchange.StartAsync(market, new FastTime(Begin.AddDays(110).AddMinutes(1), Speed));
        DailySettings.Write(
            scratch, exchange, ["0,20,40 * * * * *", "4,24,44 * * * * *", "6,26,46 * * * * *", "2,22,42 * * * * *"],
            "{max_age_days: 1.5, max_new_share: 1, drift_level: 0}");
        await using var application = await RunningApplication.StartAsync(silos: 1, environment: new()
        {
            ["Daily__File"] = scratch.Path("daily.yaml"),
            ["Daily__PollSeconds"] = "0.5",
            ["Market__Vendors"] = scratch.Path("vendors.yaml"),
        });
        var client = new HuracanClient(application.Http, TimeProvider.System);

        IReadOnlyList<RankingRow> first = [];
        await application.UntilAsync(
            async () => (first = await client.ModelsAsync(CancellationToken.None)).Count == 3, "there is a ranking");
        IReadOnlyList<RankingRow> latest = first;
        await application.UntilAsync(
            async () =>
            {
                latest = await client.ModelsAsync(CancellationToken.None);
                return latest.All(row => row.RunId != first[0].RunId);
            },
            "every unit was trained anew");

        // A unit is served by its new model before the task that trained it has ended.
        List<OccurrenceView> history = [];
        List<OccurrenceView> runs = [];
        await application.UntilAsync(
            async () =>
            {
                history = [.. (await client.DailyHistoryAsync(null, null, 200, CancellationToken.None)).Items.Reverse()];
                runs = history.FindAll(one => one is { Task: "factory", State: OccurrenceState.Done });
                return runs.Count(one => one.Summary.Contains("trained anew", StringComparison.Ordinal)) >= 2;
            },
            "two runs have ended");

        Assert.All(history, one => Assert.True(one.State == OccurrenceState.Done || IsOverlap(one), $"{one}"));
        // A task waits for those it rests on. On a slow machine, the next day's universe begins before the first training, and a training
        // may have been due before the universe that it waited for.
        Assert.Equal(
            ["download", "universe", "factory"],
            history.Where(one => one is { State: OccurrenceState.Done, Task: not "retention" }).OrderBy(one => one.Started)
                .Select(one => one.Task).Distinct());
        Assert.Contains(history, one => one.Task == "retention");
        Assert.Contains(exchange.Log, entry => entry.Request == "/listing?alert"); // a model of this market is not ACTIVE
        // Models are trained on candles up to the day of their run, and forecast live.
        Assert.All(latest, row => Assert.NotEqual(first[0].RunId, row.RunId));
        Assert.Equal(3, (await client.FactoryReportAsync(first[0].RunId, CancellationToken.None)).Units.Count);
        var report = await client.DailyReportAsync(DateOnly.FromDateTime(runs[0].Occurrence.UtcDateTime), CancellationToken.None);
        Assert.Equal(
            ["BTCUSDT", "SIM001USDT", "SIM002USDT"],
            report.Tasks.First(one => one is { Task: "universe", Report: not null }).Report!.Value.GetProperty("coins").EnumerateArray()
                .Select(coin => coin.GetProperty("coin").GetString()!).Order());
        Assert.Equal(["BTCUSDT", "SIM001USDT", "SIM002USDT"], report.Coins);
        Assert.Equal((3, 3), (report.Counts.Coins, report.Counts.Processed));
        Assert.Equal(report.Counts.Units, report.Counts.Outcomes.Values.Sum());
        (await TrackRecordAsync("list")).Expect(0);
        var verified = await TrackRecordAsync("verify");
        verified.Expect(0);
        var noted = verified.Output.TrimEnd().Split(' ')[^1];
        (await TrackRecordAsync("verify", "--noted", noted)).Expect(0);
        var anew = await TrackRecordAsync("verify", "--noted", $"1:{noted.Split(':')[1]}");
        anew.Expect(1);
        Assert.Contains("The track record was made anew", anew.Error, StringComparison.Ordinal);
        var cut = await TrackRecordAsync("verify", "--noted", $"999999:{noted.Split(':')[1]}");
        cut.Expect(1);
        Assert.Contains("The track record was cut", cut.Error, StringComparison.Ordinal);
        Assert.Matches("^[1-9][0-9]* decisions and [0-9]+ outcomes are as they were recorded", verified.Output);

        Task<Outcome> TrackRecordAsync(params string[] more) => HuracanProcess.RunWithAsync(
            new() { ["HURACAN_API_KEY"] = application.OperatorKey },
            ["track-record", .. more, "--server", $"{application.Api}"]);
    }

    public void Dispose() => scratch.Dispose();

    // A task may take longer than from one of these short days to the next.
    private static bool IsOverlap(OccurrenceView one) =>
        one.State == OccurrenceState.Refused && one.Summary.Contains("has worked on", StringComparison.Ordinal);
}

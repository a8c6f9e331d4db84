using Huracan.Contracts;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Bundles;
using Huracan.Storage.Tracking;

namespace Huracan.Tests.Publishing.Tracking;

public sealed class TrackingQueueTests : IDisposable
{
    private const string First = "20260101T000000Z-0123abcd", Second = "20260102T000000Z-0123abcd";

    private readonly TemporaryFolder folder = new();
    private readonly Tracker tracker = new();
    private readonly TrackingQueue queue;

    public TrackingQueueTests()
    {
        queue = new TrackingQueue(folder.Root);
        foreach (var run in new[] { First, Second })
        {
            folder.Write($"artifacts/{run}/config.yaml", "seed: 1\n");
            queue.Add(TrackingItem.OfRun(folder[$"artifacts/{run}"]));
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_waits_while_a_tracker_is_away_is_sent_when_it_is_back()
    {
        tracker.Answer = _ => throw new TrackerAwayException("away");
        var away = await SendAsync();
        Assert.Equal([TrackingState.Waiting, TrackingState.Waiting], away.Select(outcome => outcome.State));
        Assert.Equal([First], tracker.Asked); // the second is not tried
        Assert.Equal([First, Second], queue.Waiting);

        tracker.Answer = _ => { };
        queue.Add(TrackingItem.OfRun(folder[$"artifacts/{First}"])); // added twice it is sent once
        var back = await SendAsync();
        Assert.All(back, outcome => Assert.Equal((TrackingState.Recorded, ""), (outcome.State, outcome.Reason)));
        Assert.Equal([First, First, Second], tracker.Asked);
        Assert.Empty(queue.Waiting);
        Assert.Empty(await SendAsync());
    }

    [Fact]
    public async Task What_is_refused_is_moved_aside_with_the_reason_and_stops_nothing()
    {
        tracker.Answer = run => throw (run == First ? new InputRefusedException("quota") : new TrackerAwayException("away"));
        var outcomes = await SendAsync();
        Assert.Equal([TrackingState.Refused, TrackingState.Waiting], outcomes.Select(outcome => outcome.State));
        Assert.Contains("\"reason\": \"quota\"", await File.ReadAllTextAsync(Refused(First)), StringComparison.Ordinal);
        Assert.Equal([Second], queue.Waiting);

        tracker.Answer = _ => { };
        queue.Add(TrackingItem.OfRun(folder[$"artifacts/{First}"]));
        await SendAsync();
        Assert.False(File.Exists(Refused(First)));
        Assert.Empty(queue.Waiting);
    }

    [Fact]
    public async Task A_run_that_is_gone_or_an_item_that_is_damaged_is_moved_aside()
    {
        Directory.Delete(folder[$"artifacts/{First}"], recursive: true);
        folder.Write($"tracking/queue/{Second}.json", "{\"kind\": \"RU");
        var outcomes = await SendAsync();
        Assert.All(outcomes, outcome => Assert.Equal(TrackingState.Refused, outcome.State));
        Assert.Contains("config.yaml does not exist", await File.ReadAllTextAsync(Refused(First)), StringComparison.Ordinal);
        Assert.Contains("no JSON", await File.ReadAllTextAsync(Refused(Second)), StringComparison.Ordinal);
        Assert.Empty(queue.Waiting);
    }

    [Fact]
    public async Task A_fault_of_one_item_stops_no_other()
    {
        tracker.Answer = run => throw (run == First ? new IOException("a broken disk") : new KeyNotFoundException("a bug"));
        var outcomes = await SendAsync();
        Assert.Equal([(TrackingState.Waiting, "a broken disk")], outcomes.Take(1).Select(one => (one.State, one.Reason)));
        Assert.Contains("KeyNotFoundException): a bug", await File.ReadAllTextAsync(Refused(Second)), StringComparison.Ordinal);
        Assert.Equal([First], queue.Waiting);
    }

    [Fact]
    public async Task What_is_recorded_elsewhere_touches_nothing_that_waits()
    {
        var item = TrackingItem.OfRun(folder[$"artifacts/{Second}"]);
        var outcome = Assert.Single((await queue.RecordAsync([item], [tracker], BundleTrust.Anyone, CancellationToken.None))!);
        Assert.Equal((Second, TrackingState.Recorded), (outcome.Name, outcome.State));
        Assert.Equal([Second], tracker.Asked);
        Assert.Equal([First, Second], queue.Waiting);
    }

    [Fact]
    public async Task What_is_added_again_while_it_is_sent_is_sent_again()
    {
        tracker.Answer = run =>
        {
            if (run == First && tracker.Asked.Count == 1)
                queue.Add(TrackingItem.OfRun(folder[$"artifacts/{First}"]));
        };
        await SendAsync();
        Assert.Equal([First, First, Second], tracker.Asked);
        Assert.Empty(queue.Waiting);
    }

    [Fact]
    public async Task One_tracker_away_keeps_no_other_from_its_record()
    {
        var other = new Tracker { Answer = _ => throw new TrackerAwayException("away") };
        var outcomes = await queue.SendAsync([other, tracker], BundleTrust.Anyone, budget: null, CancellationToken.None);
        Assert.Equal([First, Second], tracker.Asked);
        Assert.Equal(2, outcomes!.Count(outcome => outcome.State == TrackingState.Waiting));
        Assert.Equal([First, Second], queue.Waiting);
    }

    [Fact]
    public async Task It_takes_no_longer_than_it_may()
    {
        tracker.Answer = _ => throw new OperationCanceledException();
        var outcomes = await queue.SendAsync([tracker], BundleTrust.Anyone, TimeSpan.FromMilliseconds(1), CancellationToken.None);
        Assert.All(outcomes!, outcome => Assert.Equal(TrackingState.Waiting, outcome.State));
        Assert.Equal([First, Second], queue.Waiting);

        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => queue.SendAsync([tracker], BundleTrust.Anyone, budget: null, stopped.Token));
    }

    [Fact]
    public async Task One_process_at_a_time_sends_and_takes_what_is_added_meanwhile()
    {
        const string third = "20260103T000000Z-0123abcd";
        folder.Write($"artifacts/{third}/config.yaml", "seed: 1\n");
        IReadOnlyList<TrackingOutcome>? inner = [];
        tracker.Answer = run =>
        {
            if (run != First)
                return;
            queue.Add(TrackingItem.OfRun(folder[$"artifacts/{third}"]));
            inner = new TrackingQueue(folder.Root).SendAsync([tracker], BundleTrust.Anyone, null, CancellationToken.None).Result;
        };
        await SendAsync();
        Assert.Null(inner);
        Assert.Equal([First, Second, third], tracker.Asked);
    }

    [Fact]
    public async Task Champions_are_told_as_they_are_when_they_are_sent()
    {
        queue.Add(TrackingItem.OfChampions(folder["champions"]));
        Assert.StartsWith("champions-champions-", queue.Waiting[^1], StringComparison.Ordinal);
        await SendAsync();
        Assert.Equal([First, Second, "0 models"], tracker.Asked);
    }

    private string Refused(string name) => folder[$"tracking/refused/{name}.json"];

    private async Task<IReadOnlyList<TrackingOutcome>> SendAsync() =>
        await queue.SendAsync([tracker], BundleTrust.Anyone, budget: null, CancellationToken.None) ?? throw new InvalidOperationException();

    private sealed class Tracker : ITracker
    {
        public string Target => "a tracker";

        public string Key => Target;

        public List<string> Asked { get; } = [];

        public Action<string> Answer { get; set; } = _ => { };

        public Task<TrackerReport> RecordAsync(IReadOnlyList<TrackedRun> runs, CancellationToken cancellationToken) => Ask(runs[0].RunId);

        public Task<TrackerReport> RecordAsync(IReadOnlyList<TrackedModel> models, CancellationToken cancellationToken) =>
            Ask($"{models.Count} models");

        private Task<TrackerReport> Ask(string what)
        {
            Asked.Add(what);
            Answer(what);
            return Task.FromResult(TrackerReport.None);
        }
    }
}

using Huracan.Api.TrackRecord;
using Huracan.Contracts;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Daily;
using Huracan.MarketData.Download;
using Huracan.MarketData.Http;
using Huracan.MarketData.Stores;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Configuration;
using Huracan.Storage.MarketStore;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Market;

/// <summary>
/// Keeps the store of <c>Market__Source</c> fresh. Of several APIs with the same store one follows; another takes its place when it ends.
/// </summary>
internal sealed partial class MarketService(
    IOptions<MarketOptions> options, MarketMetrics metrics, PaperTrading paper, TimeProvider time, ILogger<MarketService> log)
    : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim opening = new(1); // one at a time opens the store, or downloads into it
    private volatile StoreFollower? follower;
    private CancellationTokenSource following = new();

    /// <summary>Whether a market is to be followed.</summary>
    public bool IsOn => Source is not null;

    /// <summary>Whether another process writes the store.</summary>
    public bool IsElsewhere
    {
        get
        {
            if (follower is not null || Source is not { } source || !CandleStore.IsStore(source))
                return false;
            using var writing = CandleStore.Open(source).TryLock();
            return writing is null;
        }
    }

    /// <summary>What is followed now; null where nothing is.</summary>
    public StoreFollower? Follower => follower;

    /// <summary>Why nothing is followed; null where something is.</summary>
    public string? Reason { get; private set; } = "it begins";

    private string? Source => options.Value.Source;

    /// <summary>Downloads what the daily cycle asks for. Series that are followed are fresh, and are left to the follower.</summary>
    /// <exception cref="VendorException">The vendor cannot be asked at all.</exception>
    /// <exception cref="InputRefusedException">The store is another vendor's, or written by another process.</exception>
    /// <exception cref="IOException">The store cannot be written.</exception>
    public async Task<DownloadReport> DownloadAsync(DailyOptions cycle, CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken);
        try
        {
            using var client = VendorHttp.NewClient();
            var market = SettingValue.Parse<MarketKind>("market", cycle.Market);
            var vendor = VendorCatalog.Create(cycle.Vendor, market, Vendors(), client, time);
            var wanted = cycle.ToDownload(await vendor.TimeAsync(cancellationToken));
            var store = CandleStore.OpenOrCreate(cycle.Source, cycle.Vendor, cycle.Market);
            if (follower is not { } current || Path.GetFullPath(current.Store.Folder) != Path.GetFullPath(cycle.Source))
            {
                using var writing = store.Lock();
                return await new Downloader(vendor, store, time).RunAsync(wanted, _ => { }, cancellationToken);
            }
            var fresh = current.Series.Where(series => !series.HasEnded).Select(series => series.Series).ToHashSet();
            var report = await new Downloader(vendor, store, time).RunAsync(
                wanted with { Except = fresh }, _ => { }, cancellationToken);
            if (report.Series > 0)
                await following.CancelAsync(); // and begin again, with those that are new
            return report;
        }
        finally
        {
            opening.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Source is not { } source)
            return;
        metrics.Publish(() => follower);
        while (true)
        {
            var pause = RetryDelay;
            try
            {
                await FollowAsync(source, stoppingToken);
                if (following.IsCancellationRequested)
                    pause = TimeSpan.Zero;
            }
            catch (Exception exception) when (exception is InputRefusedException or VendorException or IOException
                or UnauthorizedAccessException)
            {
                if (Reason != exception.Message)
                    LogFailure(source, exception.Message);
                Reason = exception.Message;
                pause = exception is VendorBannedException ban ? ban.Left : RetryDelay; // the next attempt knows of no ban
            }
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private async Task FollowAsync(string source, CancellationToken cancellationToken)
    {
        using var client = VendorHttp.NewClient();
        using var opened = await OpenAsync(source, client, cancellationToken);
        LogFollowing(source);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, following.Token);
        try
        {
            paper.Begin(opened);
            await opened.FollowAsync(
                closed =>
                {
                    metrics.Closed(closed);
                    paper.Add(closed);
                },
                stop.Token);
        }
        finally
        {
            follower = null;
        }
    }

    private async Task<StoreFollower> OpenAsync(string source, HttpClient client, CancellationToken cancellationToken)
    {
        await opening.WaitAsync(cancellationToken);
        try
        {
            var opened = StoreFollower.Open(source, Vendors(), client, time);
            try
            {
                foreach (var failure in (await opened.CatchUpAsync(_ => { }, cancellationToken)).Failures)
                    LogLate(failure.Series.ToString(), failure.Reason);
                following = new CancellationTokenSource();
                (follower, Reason) = (opened, null);
                return opened;
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        }
        finally
        {
            opening.Release();
        }
    }

    private VendorsOptions Vendors() =>
        YamlFile.Load<VendorsOptions>(options.Value.Vendors ?? ConfigFolder.Find(VendorsOptions.FileName));

    [LoggerMessage(1, LogLevel.Information, "{Source} is kept fresh")]
    private partial void LogFollowing(string source);

    [LoggerMessage(2, LogLevel.Warning, "{Source} is not kept fresh, and this is tried again: {Reason}")]
    private partial void LogFailure(string source, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Series} could not be brought up to date, and is tried again: {Reason}")]
    private partial void LogLate(string series, string reason);
}

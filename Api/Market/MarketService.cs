using Huracan.Api.TrackRecord;
using Huracan.Contracts;
using Huracan.MarketData.Catalog;
using Huracan.MarketData.Http;
using Huracan.MarketData.Stores;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Configuration;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Market;

/// <summary>
/// Keeps the store of <c>Market__Source</c> fresh. Of several APIs with the same store one follows; another takes its place when it ends.
/// </summary>
internal sealed partial class MarketService(
    IOptions<MarketOptions> options, MarketMetrics metrics, PaperTrading paper, TimeProvider time, ILogger<MarketService> log) : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private volatile StoreFollower? follower;

    /// <summary>Whether a market is to be followed.</summary>
    public bool IsOn => options.Value.Source is not null;

    /// <summary>What is followed now; null where nothing is.</summary>
    public StoreFollower? Follower => follower;

    /// <summary>Why nothing is followed; null where something is.</summary>
    public string? Reason { get; private set; } = "it begins";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Source is not { } source)
            return;
        metrics.Publish(() => follower);
        while (true)
        {
            var pause = RetryDelay;
            try
            {
                await FollowAsync(source, stoppingToken);
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
        var vendors = YamlFile.Load<VendorsOptions>(options.Value.Vendors ?? ConfigFolder.Find(VendorsOptions.FileName));
        using var client = VendorHttp.NewClient();
        using var opened = StoreFollower.Open(source, vendors, client, time);
        foreach (var failure in (await opened.CatchUpAsync(_ => { }, cancellationToken)).Failures)
            LogLate(failure.Series.ToString(), failure.Reason);
        (follower, Reason) = (opened, null);
        LogFollowing(source);
        try
        {
            paper.Begin(opened);
            await opened.FollowAsync(
                closed =>
                {
                    metrics.Closed(closed);
                    paper.Add(closed);
                },
                cancellationToken);
        }
        finally
        {
            follower = null;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Source} is kept fresh")]
    private partial void LogFollowing(string source);

    [LoggerMessage(2, LogLevel.Warning, "{Source} is not kept fresh, and this is tried again: {Reason}")]
    private partial void LogFailure(string source, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Series} could not be brought up to date, and is tried again: {Reason}")]
    private partial void LogLate(string series, string reason);
}

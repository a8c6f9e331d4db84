using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;
using Huracan.Engine.Factory;
using Huracan.MarketData.Download;
using Huracan.Storage.Configuration;

namespace Huracan.MarketData.Daily;

/// <summary>The daily cycle: <c>config/daily.yaml</c>.</summary>
public sealed record DailyOptions
{
    /// <summary>Name of the file below <c>config/</c>.</summary>
    public const string FileName = "daily.yaml";

    /// <summary>Folder of the store of candles; made where it is missing.</summary>
    [Required]
    public string Source { get; init; } = "data/binance-futures";

    /// <summary>Whose market it is.</summary>
    [Required]
    public string Vendor { get; init; } = "binance";

    /// <summary><c>futures</c> or <c>spot</c>.</summary>
    [RegularExpression("futures|spot")]
    public string Market { get; init; } = "futures";

    /// <summary>Which candles are fetched.</summary>
    public DownloadSchedule Download { get; init; } = new();

    /// <summary>When coins are chosen.</summary>
    public UniverseSchedule Universe { get; init; } = new();

    /// <summary>How champions are made.</summary>
    public FactorySchedule Factory { get; init; } = new();

    /// <summary>What is deleted.</summary>
    public RetentionSchedule Retention { get; init; } = new();

    /// <summary>Who is told of what goes wrong.</summary>
    public AlertOptions Alerts { get; init; } = new();

    /// <summary>What the download fetches.</summary>
    /// <param name="now">The present, UTC.</param>
    public DownloadOptions ToDownload(DateTimeOffset now) => new()
    {
        Coins = Download.Coins,
        Timeframes = Download.Timeframes,
        From = now.AddDays(-Download.HistoryDays),
    };

    /// <summary>The factory that the cycle is to work by, on the store, which has its own funding rates.</summary>
    /// <exception cref="InputRefusedException">Its file is missing or refused, or asks for a dry run.</exception>
    public FactoryOptions ToFactory()
    {
        var factory = YamlFile.Load<FactoryOptions>(Factory.Settings);
        if (factory.DryRun)
            throw new InputRefusedException(
                $"{Factory.Settings}: 'dry_run' is true; the daily cycle has no dry run. 'huracan factory' has one.");
        factory.Source = Path.GetFullPath(Source);
        factory.Funding = null;
        return factory;
    }

    /// <summary>When a task is due, as a cron expression in UTC; null: at no time.</summary>
    /// <param name="task">A name of <see cref="DailyTask"/>.</param>
    public string? CronOf(string task) => task switch
    {
        DailyTask.Download => Download.At,
        DailyTask.Universe => Universe.At,
        DailyTask.Factory => Factory.At,
        DailyTask.Retention => Retention.At,
        _ => null,
    };
}

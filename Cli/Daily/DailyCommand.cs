using System.CommandLine;
using Huracan.Cli.Champions;
using Huracan.Cli.Data;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Engine.Factory;
using Huracan.MarketData.Daily;
using Huracan.Storage.Bundles;
using Huracan.Storage.Configuration;

namespace Huracan.Cli.Daily;

/// <summary><c>huracan daily</c>: the daily cycle without a cluster, for cron or systemd to call.</summary>
internal static class DailyCommand
{
    private static readonly Option<string?> Config = new("--config")
    {
        Description = "The daily cycle; default: config/daily.yaml.",
        HelpName = "FILE",
    };
    private static readonly Option<bool> Now = new("--now")
    {
        Description = "Every task now, due or not, but for those that are switched off.",
    };

    public static Command Create()
    {
        var work = new WorkOptions();
        var champions = new ChampionOptions();
        var command = new Command(
            "daily",
            "Do what is due of the daily cycle: download, choose coins, train anew and make champions, delete what is old. What was missed "
                + "is done once. Call it every quarter of an hour or so by cron or systemd.")
        {
            Config, Now, StoreOptions.Settings, champions.Folder,
        };
        foreach (var option in work.All)
            command.Add(option);
        command.SetAction((parse, cancellationToken) =>
        {
            var request = work.Read(parse) with { AddsToPublished = true };
            return RunAsync(parse, request, champions.Open(parse, request.Output), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parse, RunRequest request, ChampionStore champions, CancellationToken cancellationToken)
    {
        var path = parse.GetValue(Config) is { } file ? InputFile.Of(Config, file) : ConfigFolder.Find(DailyOptions.FileName);
        var options = YamlFile.Load<DailyOptions>(path);
        if (options.ToFactory().TrainingBackend == TrainingBackend.Cluster)
            throw new InputRefusedException(
                $"{options.Factory.Settings}: 'training_backend' is cluster; a cluster has a daily cycle of its own (Daily__File).");
        using var tasks = new LocalTasks(options, StoreOptions.Vendors(parse), request, champions, TimeProvider.System);
        using var cycle = LocalCycle.Open(options, RunPaths.ReportsIn(request.Output), TimeProvider.System);
        try
        {
            return await cycle.RunAsync(tasks, parse.GetValue(Now), cancellationToken) ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedException("what is not done yet is due again with the next call.");
        }
    }
}

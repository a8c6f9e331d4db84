using System.CommandLine;
using Huracan.Cli.Champions;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Server;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Engine.Factory;
using Huracan.Storage.Bundles;
using Huracan.Storage.Configuration;

namespace Huracan.Cli.Factory;

/// <summary><c>huracan factory</c>: from all coins of a source to proven champions.</summary>
internal static class FactoryCommand
{
    public static Command Create()
    {
        var config = new Option<string?>("--config")
        {
            Description = $"Settings of the factory; default: config/{FactoryOptions.FileName}.",
            HelpName = "FILE",
        };
        var resume = new Option<string?>("--resume") { Description = "Go on with an interrupted run of the factory.", HelpName = "RUN_ID" };
        var output = RunOption.Output();
        var champions = new ChampionOptions();
        var server = new ServerOption();
        var command = new Command(
            "factory",
            "Train all coins that are worth a model, and make champions of those that prove better. The environment replaces any key of "
                + "the settings (HURACAN_FACTORY_RISK_PRESET, HURACAN_FACTORY_UNIVERSE__MAX_COINS), the command line those below. "
                + ExitCodes.Meaning)
        {
            config, resume, output, champions.Folder, server.Server,
        };
        foreach (var key in FactoryKey.All)
            command.Add(key.Option);
        command.SetAction(async (parse, cancellationToken) =>
        {
            if (parse.GetValue(resume) is { } runId)
            {
                Refuse(
                    parse, "--resume goes on with the run as it was configured",
                    [config, champions.Folder, server.Server, .. FactoryKey.All.Select(key => key.Option)]);
                var folder = OutputFolder.Of(output, parse.GetRequiredValue(output));
                var (settings, universe, place) = new LocalReports(folder).Interrupted(RunPaths.ForResumedRun(runId, folder));
                return await Session(settings, folder, ChampionOptions.At(place)).ResumeAsync(runId, universe, cancellationToken);
            }
            var options = Read(parse, config);
            if (options.TrainingBackend == TrainingBackend.Cluster)
            {
                Refuse(parse, "the cluster keeps the champions and reports", output, champions.Folder);
                return await ClusterFactory.ExecuteAsync(server.Connect(parse), options, cancellationToken);
            }
            Refuse(parse, "training_backend is local", server.Server);
            var to = OutputFolder.Of(output, parse.GetRequiredValue(output));
            return await Session(options, to, champions.Open(parse, to)).ExecuteAsync(cancellationToken);
        });
        return command;
    }

    private static FactorySession Session(FactoryOptions options, string folder, ChampionStore champions) => new(
        options, new RunRequest(folder, options.MaxConcurrentJobs ?? Environment.ProcessorCount, null), champions);

    private static void Refuse(ParseResult parse, string reason, params Option[] options)
    {
        var given = options.Where(option => parse.GetResult(option) is { Implicit: false }).Select(option => option.Name).ToArray();
        if (given.Length > 0)
            throw new InputRefusedException($"{string.Join(", ", given)} cannot be given: {reason}.");
    }

    private static FactoryOptions Read(ParseResult parse, Option<string?> config)
    {
        var options = YamlFile.Load<FactoryOptions>(
            parse.GetValue(config) is { } file ? InputFile.Of(config, file) : ConfigFolder.Find(FactoryOptions.FileName));
        FactoryKey.ApplyAll(options, parse);
        YamlFile.Check(options, "the environment or the command line");
        return options;
    }
}

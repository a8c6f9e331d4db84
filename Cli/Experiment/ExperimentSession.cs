using System.Globalization;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts.Reports;
using Huracan.Engine.Experiments;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Candles;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Experiment;

/// <summary>
/// Makes an experiment's run once for each seed, up to the best models, so that no test part is opened, and compares the models.
/// Interrupted or killed, it goes on where it stopped: each run does.
/// </summary>
/// <param name="name">Name of the experiment.</param>
/// <param name="settings">Its settings, completed.</param>
/// <param name="work">How the runs are carried out.</param>
/// <param name="goOn">The command that goes on with it, after the program's name.</param>
internal sealed class ExperimentSession(string name, ExperimentSettings settings, RunRequest work, string goOn)
{
    private readonly ExperimentFolder folder = new(work.Output, name);

    /// <param name="restarts">Whether to begin anew.</param>
    /// <param name="cancellationToken">Stops within one training batch.</param>
    /// <returns>The exit code, as of a run over all units of all seeds.</returns>
    public async Task<int> ExecuteAsync(bool restarts, CancellationToken cancellationToken)
    {
        RunPlan.Validate(settings.Run, CandleSources.Open(settings.Run), RunFiles.Families);
        RunFiles.Complete(settings.Run);
        Directory.CreateDirectory(folder.Path);
        using var alone = RunFiles.Lock(folder.Path);
        folder.Begin(settings, restarts);
        var (results, units) = (new List<CandidateResult>(), new List<UnitResult>());
        foreach (var seed in settings.Seeds)
        {
            AnsiConsole.MarkupLineInterpolated($"Seed {seed} of {string.Join(", ", settings.Seeds)}");
            using var session = Session(seed);
            await session.ExecuteAsync(cancellationToken);
            units.AddRange(session.Units);
            results.AddRange(session.Units.SelectMany(unit => settings.Run.HorizonsOf(unit.Timeframe).SelectMany(horizon =>
                settings.Run.Models.Select(model =>
                    CandidateResult.Read(session.Results, unit, model, horizon, seed, session.Trained)))));
            SeedInputs.RequireSame(results);
        }
        var table = ExperimentStandings.Of(name, settings, results);
        folder.Write(table, results);
        var first = RunPaths.ForResumedRun(folder.Runs().Values.First(), work.Output);
        var next = $"{first.Command("run --resume")} makes the final models of one seed, and opens the test parts.";
        ExperimentScreen.Print(table, results, folder, next, AnsiConsole.Console);
        return ExitCodes.Of(units, work.AllowSkipped);
    }

    private RunSession Session(ulong seed)
    {
        var request = work with
        {
            Chain = new ChainOptions { Last = ChainStage.Best },
            HowToGoOn = _ => $"{Invocation.Name} {goOn}",
        };
        var (runs, key) = (folder.Runs(), seed.ToString(CultureInfo.InvariantCulture));
        if (runs.TryGetValue(key, out var runId))
        {
            if (File.Exists(Path.Combine(RunPaths.ArtifactsIn(work.Output), runId, RunOutputs.Config)))
                return RunSession.Resume(runId, request, []);
            AnsiConsole.MarkupLineInterpolated($"Run {runId} is no more; it is made anew.");
        }
        var options = YamlFile.Parse<RunOptions>(YamlFile.Format(settings.Run), name); // a copy
        options.Seed = seed;
        var session = RunSession.Create(options, request);
        runs[key] = session.RunId;
        folder.Write(runs);
        return session;
    }
}

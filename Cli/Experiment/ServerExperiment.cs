using System.Globalization;
using System.Net;
using Huracan.Cli.Server;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts.Reports;
using Huracan.Engine.Experiments;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Experiment;

/// <summary>
/// Has a cluster make an experiment's run with each seed, up to the best models, so that no test part is opened, and compares the models.
/// The runs are the cluster's: interrupted or killed, the same command finds them again.
/// </summary>
/// <param name="settings">Its settings, completed with a name.</param>
/// <param name="folder">Its folder on this machine.</param>
/// <param name="client">The cluster's API.</param>
/// <param name="server">The API's address.</param>
/// <param name="goOn">The command that goes on with it, after the program's name and without the server.</param>
internal sealed class ServerExperiment(
    ExperimentSettings settings, ExperimentFolder folder, HuracanClient client, Uri server, string goOn)
{
    private const int PageSize = 500;

    // Without a password that is part of it.
    private string Address => server.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private string GoOn => $"{Invocation.Name} {goOn} --server {Address}";

    /// <param name="restarts">Whether to begin anew.</param>
    /// <param name="allowSkipped">Whether skipped units are expected.</param>
    /// <param name="cancellationToken">Stops waiting; the runs go on.</param>
    /// <returns>The exit code, as of a run over all units of all seeds.</returns>
    public async Task<int> ExecuteAsync(bool restarts, bool allowSkipped, CancellationToken cancellationToken)
    {
        RequireFullPaths();
        RunFiles.CompleteModels(settings.Run);
        Directory.CreateDirectory(folder.Path);
        using var alone = RunFiles.Lock(folder.Path);
        var earlier = restarts && folder.BegunOn() is not null ? Runs() : "";
        if (earlier.Length > 0)
            AnsiConsole.MarkupLineInterpolated($"Left on the server, which 'runs cancel' ends where they still go on: {earlier}");
        folder.Begin(settings, restarts, Address);
        try
        {
            return await ExecuteAsync(allowSkipped, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new InterruptedException(
                Runs() is { Length: > 0 } runs
                    ? $"the server goes on with {runs}. Go on with: {GoOn}; 'runs cancel' ends a run."
                    : "nothing was begun.");
        }
        catch (ApiException exception) when (!ApiErrorText.IsRefusal(exception) && Runs() is { Length: > 0 } runs)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"Of {runs} nothing is lost. When the server answers, go on with: {GoOn}");
            throw;
        }
    }

    private async Task<int> ExecuteAsync(bool allowSkipped, CancellationToken cancellationToken)
    {
        var runs = new List<(ulong Seed, string RunId)>();
        foreach (var seed in settings.Seeds) // all are asked for first, so that no silo waits for the slowest unit of a seed
            runs.Add((seed, await RunOfAsync(seed, cancellationToken)));
        var (reader, results, units) = (new ServerResults(client, settings), new List<CandidateResult>(), new List<UnitResult>());
        foreach (var (seed, runId) in runs)
        {
            AnsiConsole.MarkupLineInterpolated($"Seed {seed} of {string.Join(", ", settings.Seeds)}");
            await RunWatch.UntilFinishedAsync(client, runId, cancellationToken);
            var (ended, read) = await reader.ReadAsync(runId, seed, cancellationToken);
            units.AddRange(ended);
            results.AddRange(read);
            SeedInputs.RequireSame(results);
        }
        var table = ExperimentStandings.Of(settings.Name!, settings, results); // it was completed with a name
        folder.Write(table, results);
        var next = $"{Invocation.Name} run --server {Address} with what you choose, and one seed, opens the test parts.";
        ExperimentScreen.Print(table, results, folder, next, AnsiConsole.Console);
        return ExitCodes.Of(units, allowSkipped);
    }

    // The run of a seed: the one that was begun, or a new one.
    private async Task<string> RunOfAsync(ulong seed, CancellationToken cancellationToken)
    {
        var (runs, key) = (folder.Runs(), seed.ToString(CultureInfo.InvariantCulture));
        if (runs.TryGetValue(key, out var known))
        {
            if (await FindAsync(known, cancellationToken) is { } begun)
            {
                if (begun.LastStage != LastStage.Best)
                    throw new InputRefusedException(
                        $"{folder.Path} has run {known} for seed {seed}, which goes through the backtest: an experiment's does not. Begin "
                            + "anew with --restart.");
                await GoOnAsync(begun, cancellationToken);
                return known;
            }
            AnsiConsole.MarkupLineInterpolated($"Run {known} is no more; it is made anew.");
        }
        var options = YamlFile.Parse<RunOptions>(YamlFile.Format(settings.Run), "the experiment"); // a copy
        options.Seed = seed;
        // It cannot be interrupted between the request and the note of it.
        var run = await StartAsync(options, $"{folder.BegunOn()!.Id}-{key}"); // it was begun on a server
        if (run.LastStage != LastStage.Best)
        {
            await client.ControlAsync(run.RunId, "cancel", CancellationToken.None); // before it comes to a test part
            throw new InputRefusedException(
                $"{Address} knows no runs that end before the backtest, and an experiment must not open test parts; run {run.RunId}, which "
                    + "it has made, is cancelled. Upgrade the cluster, then begin anew with --restart.");
        }
        runs[key] = run.RunId;
        folder.Write(runs);
        cancellationToken.ThrowIfCancellationRequested();
        return run.RunId;
    }

    private async Task<RunView> StartAsync(RunOptions options, string key)
    {
        try
        {
            return await client.StartAsync(YamlFile.Format(options), LastStage.Best, key, CancellationToken.None);
        }
        catch (ApiException exception) when (exception.Status == HttpStatusCode.Conflict)
        {
            throw new InputRefusedException(
                $"{Address} has made another run for seed {options.Seed} of {folder.Path}, before it was upgraded or the settings changed. "
                    + $"Begin anew with --restart. It says: {exception.Message}",
                exception);
        }
    }

    private async Task<RunView?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            return await client.RunAsync(runId, cancellationToken);
        }
        catch (ApiException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    // As on this machine, going on tries once more what failed. What is paused or was cancelled is so by an operator's decision.
    private async Task GoOnAsync(RunView run, CancellationToken cancellationToken)
    {
        if (run.State == RunState.Paused)
            AnsiConsole.MarkupLineInterpolated($"Run {run.RunId} is paused; '{Invocation.Name} runs resume {run.RunId}' lets it go on.");
        if (run.State != RunState.Finished || run.Units.GetValueOrDefault(UnitState.Failed) == 0)
            return;
        string? after = null;
        do
        {
            var page = await client.UnitsAsync(run.RunId, after, PageSize, cancellationToken);
            foreach (var unit in page.Items.Where(unit => unit.State == UnitState.Failed))
            {
                await client.RetryAsync(run.RunId, new UnitId(unit.Coin, unit.Timeframe), cancellationToken);
                AnsiConsole.MarkupLineInterpolated($"{unit.Coin}/{unit.Timeframe} of run {run.RunId} is tried again: {unit.Reason}");
            }
            after = page.Next;
        }
        while (after is not null);
    }

    private string Runs() => string.Join(", ", folder.Runs().Values);

    // A path from this machine's working folder means nothing there.
    private void RequireFullPaths()
    {
        var run = settings.Run;
        var paths = new[] { ("run.source", run.Source), ("run.funding", run.Funding), ("run.compare_source", run.CompareSource) };
        var relative = paths.Where(path => path.Item2 is { } given && !Path.IsPathFullyQualified(given)).ToArray();
        if (relative.Length > 0)
            throw new InputRefusedException(
                $"With --server a folder is one that the cluster's silos can read, by its full path: "
                    + $"{string.Join(", ", relative.Select(path => $"'{path.Item1}' is '{path.Item2}'"))}.");
    }
}

using Huracan.Cli.Champions;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Cli.Tracking;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Factory;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Bundles;
using Huracan.Storage.Candles;
using Huracan.Storage.Champions;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Factory;

/// <summary>One execution of the factory: universe, run, contest of challengers and champions, report.</summary>
internal sealed class FactorySession(FactoryOptions options, RunRequest request, ChampionStore champions)
{
    private readonly FactoryContest contest = new(champions, ChampionOptions.Signer(), options, TimeProvider.System);

    /// <summary>From all coins of the source.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var settings = YamlFile.Load<RunOptions>(options.Settings);
        var source = CandleSources.Open(options, settings);
        var universe = CoinUniverse.Choose(source, options.Universe, cancellationToken);
        Print(universe);
        universe.RequireFresh(source.Description, options.Universe, TimeProvider.System.GetUtcNow());
        universe.RequireCoins(source.Description);
        using var session = RunSession.Create(options.ToRun(settings, universe), RequestOf(universe));
        Reports.Announce(session.Results, universe, (options, champions.Root));
        return (await ExecuteAsync(session, universe, cancellationToken)).ExitCode;
    }

    /// <summary>Goes on with a run that was interrupted.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="universe">The coins it was made from.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ResumeAsync(string runId, CoinUniverse universe, CancellationToken cancellationToken)
    {
        using var session = RunSession.Resume(runId, RequestOf(universe), given: []);
        return (await ExecuteAsync(session, universe, cancellationToken)).ExitCode;
    }

    /// <summary>The daily cycle's, from a universe that is chosen already. It is not gone on with: the next day trains anew.</summary>
    /// <param name="run">The settings of the run.</param>
    /// <param name="universe">The universe.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(int ExitCode, FactoryReport? Report)> ExecuteAsync(
        RunOptions run, CoinUniverse universe, CancellationToken cancellationToken)
    {
        using var session = RunSession.Create(run, RequestOf(universe));
        Reports.Announce(session.Results, universe, settings: null);
        try
        {
            return await ExecuteAsync(session, universe, cancellationToken);
        }
        catch (InterruptedException) when (!options.DryRun)
        {
            throw new InterruptedException($"{session.RunId} is not gone on with; its units are trained anew.");
        }
    }

    private LocalReports Reports => new(request.Output);

    private RunRequest RequestOf(CoinUniverse universe) => request with
    {
        Workers = Math.Min(request.Workers, options.MaxConcurrentJobs ?? int.MaxValue),
        DryRun = options.DryRun,
        AllowSkipped = true, // the report says which, and why
        IsOfFactory = true,
        Excluded = universe.Excluded,
    };

    private async Task<(int ExitCode, FactoryReport? Report)> ExecuteAsync(
        RunSession session, CoinUniverse universe, CancellationToken cancellationToken)
    {
        var contests = new ContestFiles(session.Results, champions);
        var exitCode = await session.ExecuteAsync(cancellationToken);
        if (session.Summary is not { } summary)
            return (exitCode, null);
        var report = FactoryReport.Of(
            session.RunId, summary.Source, universe.Coins, universe.Excluded,
            [.. summary.Units.SelectMany(unit => contests.Contend(unit, one => Contend(session, one)))], summary.Units) with
        {
            Drift = Drift(session, [.. summary.Units.Select(unit => unit.Unit)]),
        };
        if (!options.DryRun)
        {
            Reports.Write(report);
            await new RunTracker(request.Output).AfterChampionsAsync(champions.Root, cancellationToken);
        }
        FactoryTable.Print(report, AnsiConsole.Console);
        if (!options.DryRun)
            AnsiConsole.MarkupLineInterpolated($"Report:     {Reports.PagePathOf(session.RunId)}");
        return (exitCode, report);
    }

    // Hours of training lie behind: what goes wrong with one unit keeps neither the others nor the report away.
    private IReadOnlyList<FactoryUnit> Contend(RunSession session, UnitResult unit)
    {
        try
        {
            return contest.Contend(session.Results, session.RunId, unit);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return [FactoryContest.Failed(unit, exception)];
        }
    }

    private IReadOnlyList<ChampionDrift> Drift(RunSession session, IReadOnlyCollection<UnitId> units)
    {
        try
        {
            return DriftOfChampions.Judge(champions, session.Results, units);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Console.Error.WriteLine($"The drift of the champions could not be judged: {exception.Message}");
            return [];
        }
    }

    private static void Print(CoinUniverse universe)
    {
        AnsiConsole.MarkupLineInterpolated(
            $"Universe: [bold]{universe.Coins.Count}[/] of {universe.Coins.Count + universe.Excluded.Count} coins are worth a model.");
        foreach (var coin in universe.Excluded)
            AnsiConsole.MarkupLineInterpolated($"  {coin.Coin} left out by {coin.Reason}");
    }
}

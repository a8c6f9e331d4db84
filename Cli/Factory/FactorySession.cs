using System.Globalization;
using Huracan.Cli.Champions;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Champions;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Factory;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Bundles;
using Huracan.Storage.Candles;
using Huracan.Storage.Champions;
using Huracan.Storage.Configuration;
using Huracan.Storage.Files;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Factory;

/// <summary>One execution of the factory: universe, run, contest of challengers and champions, report.</summary>
internal sealed class FactorySession(FactoryOptions options, string output, ChampionStore champions)
{
    private readonly ChampionContest contest = new(champions, ChampionOptions.Signer(), options.PromotionAtRisk, options.DryRun);

    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var settings = YamlFile.Load<RunOptions>(options.Settings);
        var source = options.Source is null
            ? CandleSources.Open(settings)
            : CandleSources.Open(options.Source, new FolderCandleOptions { FundingFolder = options.Funding });
        var universe = CoinUniverse.Choose(source, options.Universe, cancellationToken);
        Print(universe);
        if (universe.Coins.Count == 0)
            throw new InputRefusedException(
                $"No coin of {source.Description} is worth a model; the first of {universe.Excluded.Count} left out, "
                    + $"{universe.Excluded[0].Coin}: {universe.Excluded[0].Reason}.");

        var request = new RunRequest(output, options.MaxConcurrentJobs ?? Environment.ProcessorCount, null)
        {
            DryRun = options.DryRun,
            AllowSkipped = true, // the report says which, and why
        };
        using var session = RunSession.Create(options.ToRun(settings, universe), request);
        var exitCode = await session.ExecuteAsync(cancellationToken);
        if (session.Summary is not { } summary)
            return exitCode;
        var units = summary.Units.SelectMany(unit => Contend(session, unit)).ToList();
        var report = new FactoryReport(
            session.RunId, summary.Source, universe.Coins, universe.Excluded, units,
            new SortedDictionary<string, int>(
                units.GroupBy(unit => unit.Outcome).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal))
        {
            Drift = DriftOfChampions.Judge(champions, session.Results, [.. summary.Units.Select(unit => unit.Unit)]),
        };
        var path = Path.Combine(RunPaths.ReportsIn(output), "factory", $"{session.RunId}.json");
        if (!options.DryRun)
            AtomicFile.Write(path, HuracanJson.Serialize(report));
        Print(report, path);
        return exitCode;
    }

    // A challenger that waits is looked at again; only where none waits does the new model contend.
    private IEnumerable<FactoryUnit> Contend(RunSession session, UnitResult unit)
    {
        if (unit.Status != UnitStatus.Done)
        {
            yield return Unit(unit, unit.Status == UnitStatus.Failed ? "failed" : "skipped", unit.Reason, unit.Horizon, null);
            yield break;
        }
        var isWaitedFor = false;
        foreach (var waiting in contest.WaitingOf(unit.Unit))
        {
            if (IsOld(waiting.Version))
            {
                contest.Dismiss(waiting.Key);
                continue;
            }
            isWaitedFor |= waiting.Horizon == unit.Horizon;
            yield return Judge(unit, waiting.Horizon, () => contest.LookAgain(session.Results, waiting.Key));
        }
        if (isWaitedFor)
            yield break;
        yield return unit.Action == GateAction.Active
            ? Judge(unit, unit.Horizon, () => contest.Enter(
                session.Results, unit.Unit, new BundleRequest(session.RunId), TimeSpan.FromDays(options.ExpiryDays)))
            : Unit(unit, "not_active", unit.Reason, unit.Horizon, null);
    }

    private FactoryUnit Judge(UnitResult unit, int? horizon, Func<ContestOutcome> judge)
    {
        try
        {
            var outcome = judge();
            var word = outcome.Report.Verdict switch
            {
                PromotionVerdict.Promote => "promoted",
                PromotionVerdict.Keep => "kept",
                _ => "waiting",
            };
            if (outcome.Promoted is { } promoted)
                champions.Prune(promoted.Manifest.Key, options.KeepVersions);
            return Unit(unit, word, outcome.Report.Reason, horizon, outcome.Report);
        }
        catch (InputRefusedException refused)
        {
            return Unit(unit, "refused", refused.Message, horizon, null); // one unit stops no other
        }
    }

    private FactoryUnit Unit(UnitResult unit, string outcome, string reason, int? horizon, PromotionReport? report) => new(
        unit.Coin, unit.Timeframe, unit.Action, outcome, reason, horizon,
        champions.Latest().Champions.FirstOrDefault(pointer => pointer.Key.Unit == unit.Unit && pointer.Horizon == horizon)?.Version,
        report);

    // A version is the name of a run, which begins with its time.
    private bool IsOld(string version) =>
        TimeProvider.System.GetUtcNow() - RunNames.TimeOf(version) > TimeSpan.FromDays(options.ChallengerDays);

    private static void Print(CoinUniverse universe)
    {
        AnsiConsole.MarkupLineInterpolated(
            $"Universe: [bold]{universe.Coins.Count}[/] of {universe.Coins.Count + universe.Excluded.Count} coins are worth a model.");
        foreach (var coin in universe.Excluded)
            AnsiConsole.MarkupLineInterpolated($"  {coin.Coin} left out by {coin.Reason}");
    }

    private void Print(FactoryReport report, string path)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "unit", "h", "action", "outcome", "champion", "evidence", "asked", "days" })
            table.AddColumn(heading);
        foreach (var unit in report.Units.Where(unit => unit.Promotion is not null))
        {
            var promotion = unit.Promotion!; // as asked
            table.AddRow(
                $"{unit.Coin}/{unit.Timeframe}".EscapeMarkup(), $"{unit.Horizon}", unit.Action?.Text() ?? "-", unit.Outcome,
                unit.Champion ?? "-", Number(promotion.Evidence), Number(promotion.Threshold), $"{promotion.Days}");
        }
        if (table.Rows.Count > 0)
            AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated(
            $"Factory: {string.Join(", ", report.Counts.Select(pair => $"{pair.Value} {pair.Key}"))}.");
        if (!options.DryRun)
            AnsiConsole.MarkupLineInterpolated($"Report:     {path}");
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Pipeline.Units;

namespace Huracan.Engine.Pipeline.Execution;

/// <summary>Counts a run's deliverables against what its units should have left.</summary>
public static class RunChecklist
{
    private static readonly (string Name, string File)[] PerCandidate =
    [
        ("best models", "best_model/meta.json"),
        ("final models", "final_model/meta.json"),
        ("validation forecasts", FinalStage.ValidationForecasts),
        ("test forecasts", BacktestStage.TestForecasts),
        ("trades", "trades.csv"),
        ("equity curves", "equity.csv"),
        ("backtest metrics", "backtest_metrics.json"),
    ];

    private static readonly (string Name, string File)[] PerSearch =
    [
        ("studies", "optuna.db"),
        ("best trials", "optuna_best.json"),
        ("cross-validations", "extended_training_results.json"),
        ("chosen settings", "best_config.json"),
    ];

    /// <summary>The checklist of a run whose units ended as <paramref name="summary"/> says.</summary>
    public static IReadOnlyList<ChecklistItem> Of(RunContext context, RunSummary summary)
    {
        var done = summary.Units.Where(unit => unit.Status == UnitStatus.Done).ToArray();
        var candidates = done
            .SelectMany(unit =>
                context.Options.Models.SelectMany(family => context.Options.Horizons.Select(h => $"{unit.Unit}/{family}/h{h}")))
            .ToArray();
        var coins = summary.Units.Select(unit => unit.Coin).Distinct().ToArray();
        var timeframes = summary.Units.Select(unit => unit.Timeframe).Distinct().ToArray();
        return
        [
            Item("data integrity", coins.Select(CandleTable.IntegrityPath)),
            .. PerSearch.Select(kind =>
                Item(kind.Name, context.Options.Search.IsOn ? candidates.Select(root => $"{root}/{kind.File}") : [])),
            .. PerCandidate.Select(kind => Item(kind.Name, candidates.Select(root => $"{root}/{kind.File}"))),
            Item("unit reports", done.Select(unit => $"{unit.Unit}/report.html")),
            Item("thresholds", timeframes.Select(RunConclusion.ThresholdsPath)),
        ];

        ChecklistItem Item(string name, IEnumerable<string> files)
        {
            var expected = files.ToArray();
            return new ChecklistItem(name, expected.Length, expected.Count(context.Folder.Exists));
        }
    }
}

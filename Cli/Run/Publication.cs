using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Reports;
using Huracan.Storage.Files;

namespace Huracan.Cli.Run;

/// <summary>Puts a run's results where their readers look: reports by version, thresholds of the default timeframe.</summary>
internal static class Publication
{
    public static void Publish(RunPaths paths, RunContext context, RunSummary summary)
    {
        foreach (var unit in summary.Units.Where(unit => unit.Status == UnitStatus.Done))
            Copy(
                context, UnitReport.PathOf(unit.Unit),
                Path.Combine(paths.Reports, "per_coin", $"{unit.Coin}_{unit.Timeframe}_{summary.Version}.json"));
        Copy(context, RunOutputs.Summary, Path.Combine(paths.Reports, $"summary_{summary.Version}.json"));
        var thresholds = RunOutputs.Thresholds(DefaultTimeframe.Of(context.Options));
        if (context.Folder.Exists(thresholds))
            Copy(context, thresholds, paths.Thresholds);
    }

    private static void Copy(RunContext context, string from, string to) => AtomicFile.Write(to, context.Folder.Read(from));
}

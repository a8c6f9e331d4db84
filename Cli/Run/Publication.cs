using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Quality;
using Huracan.Engine.Reports;
using Huracan.Storage.Files;
using Spectre.Console;

namespace Huracan.Cli.Run;

/// <summary>Puts a run's results where their readers look: reports by version, thresholds of the default timeframe.</summary>
internal static class Publication
{
    /// <param name="paths">Where to.</param>
    /// <param name="context">The run.</param>
    /// <param name="summary">How it ended.</param>
    /// <param name="adds">Whether thresholds of coins that are not in the run stay; and all where they are of another timeframe.</param>
    public static void Publish(RunPaths paths, RunContext context, RunSummary summary, bool adds)
    {
        foreach (var unit in summary.Units.Where(unit => unit.Status == UnitStatus.Done))
            Copy(
                context, UnitReport.PathOf(unit.Unit),
                Path.Combine(paths.Reports, "per_coin", $"{unit.Coin}_{unit.Timeframe}_{summary.Version}.json"));
        Copy(context, RunOutputs.Summary, Path.Combine(paths.Reports, $"summary_{summary.Version}.json"));
        var thresholds = RunOutputs.Thresholds(DefaultTimeframe.Of(context.Options));
        if (!context.Folder.Exists(thresholds))
            return;
        if (!adds || !File.Exists(paths.Thresholds))
        {
            Copy(context, thresholds, paths.Thresholds);
            return;
        }
        var (before, now) = (JsonFile.Read<ThresholdsFile>(paths.Thresholds), context.Folder.ReadJson<ThresholdsFile>(thresholds));
        if (before.Timeframe == now.Timeframe)
            AtomicFile.Write(paths.Thresholds, HuracanJson.Serialize(Joined(before, now)));
        else
            AnsiConsole.MarkupLineInterpolated(
                $"{paths.Thresholds} is of {before.Timeframe} and stays as it is; those of {now.Timeframe} are in {paths.RunFolder}.");
    }

    private static ThresholdsFile Joined(ThresholdsFile before, ThresholdsFile now)
    {
        var coins = new SortedDictionary<string, CoinThreshold>(StringComparer.Ordinal);
        foreach (var (coin, entry) in before.Coins.Concat(now.Coins))
            coins[coin] = entry;
        return now with { Coins = coins, Summary = ThresholdsBuilder.Summarise([.. coins.Values]) };
    }

    private static void Copy(RunContext context, string from, string to) => AtomicFile.Write(to, context.Folder.Read(from));
}

using System.Collections.Concurrent;
using Huracan.Api.Units;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.Preflight;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Reports;
using Huracan.Storage.Tables;

namespace Huracan.Api.Runs;

/// <summary>Draws a run's page, which a run of the command line has as <c>report.html</c>, from what its units have published.</summary>
internal sealed class RunReports(UnitFileReader files)
{
    private const int UnitsAtOnce = 8;

    /// <summary>The page as UTF-8. A unit whose files are not there is without its costs, regimes and data.</summary>
    /// <param name="summary">How every unit ended, judged together.</param>
    /// <param name="excluded">Coins that the factory's universe left out.</param>
    /// <param name="pageOf">Address of a unit's page, relative to this one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<byte[]> RenderAsync(
        RunSummary summary, IReadOnlyList<JudgedCoin> excluded, Func<string, string> pageOf, CancellationToken cancellationToken)
    {
        var reports = new ConcurrentDictionary<UnitId, UnitReport>();
        var regimes = new ConcurrentDictionary<UnitId, (long[] Times, MarketRegime[] Regimes)>();
        var integrity = new ConcurrentDictionary<string, IntegrityReport>(StringComparer.Ordinal); // each unit of a coin has the same
        var options = new ParallelOptions { MaxDegreeOfParallelism = UnitsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(summary.Units, options, async (result, token) =>
        {
            var (unit, key) = (result.Unit, new UnitKey(summary.RunId, result.Unit));
            var (report, bars, data) = (UnitReport.PathOf(unit), RunOutputs.ConsensusBars(unit), RunOutputs.Integrity(unit.Coin));
            if (result.Status == UnitStatus.Done && await files.TryReadAsync(key, report, token) is { } judged)
                reports[unit] = HuracanJson.Deserialize<UnitReport>(judged, report);
            if (result.Status == UnitStatus.Done && await files.TryReadAsync(key, bars, token) is { } table)
                regimes[unit] = ScoreStage.Regimes(ParquetTable.Read(bars, table));
            if (!integrity.ContainsKey(unit.Coin) && await files.TryReadAsync(key, data, token) is { } found)
                integrity[unit.Coin] = HuracanJson.Deserialize<IntegrityReport>(found, data);
        });
        var coins = summary.Units.Select(unit => unit.Coin).Distinct().Where(integrity.ContainsKey);
        return RunPage.Render(
            summary, reports, regimes, [.. coins.Select(coin => integrity[coin])], excluded, pageOf);
    }
}

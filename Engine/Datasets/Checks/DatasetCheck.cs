using Huracan.Contracts.Preflight;
using Huracan.Engine.Leakage;

namespace Huracan.Engine.Datasets.Checks;

/// <summary>
/// Verifies what a dataset that someone brings claims: that its parts are purged, that its scaler was fitted on train, that no feature is
/// a label. Of test only times and features are looked at.
/// </summary>
/// <param name="lookback">Rows of the windows that are explained; 1 or more. Default 60.</param>
/// <param name="seed">Seed of the permutations.</param>
public sealed class DatasetCheck(int lookback = 60, ulong seed = 1)
{
    /// <summary>Checks it.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="known">What is known of it already, such as by its reader.</param>
    /// <param name="cancellationToken">Stops before the next feature.</param>
    public DatasetReport Run(TemporalDataset dataset, IEnumerable<Finding> known, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lookback, 1);
        var (overlaps, purge) = PurgeCheck.Run(dataset);
        var scaling = new ColumnScales(dataset).Measure(cancellationToken);
        Finding[] findings = [
            .. purge, .. ScalingCheck.Run(scaling),
            .. new LabelLeakCheck(dataset, new LeakOptions { Seed = seed }).Run(cancellationToken),
            .. RowsCheck.Run(dataset, lookback), .. known,
        ];
        return new DatasetReport(
            [.. Enum.GetValues<DatasetPart>().Select(part => dataset.Symbols.Sum(symbol => symbol.Of(part).Length))],
            dataset.Symbols.Count, dataset.Features.Count, [.. dataset.Labels.Select(labels => labels.Horizon)],
            dataset.BarOf(0) / 60_000.0, overlaps, scaling, [.. findings.OrderByDescending(finding => finding.Severity)]);
    }
}

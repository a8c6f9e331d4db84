using System.Globalization;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Statistics;

namespace Huracan.Engine.Datasets.Checks;

/// <summary>
/// Looks for features of train that are the label in disguise, by the tests of the leak check: rank correlation against labels shuffled in
/// blocks (F20), and copies. Each symbol is a series of its own. What leaks does so in every symbol, so a feature is named where more than
/// half of them accuse it: by Markov's inequality a clean dataset is accused at most twice as often as a clean symbol, however symbols
/// depend on each other.
/// </summary>
/// <param name="dataset">The dataset.</param>
/// <param name="options">Level of all horizons together, limit and seed.</param>
internal sealed class LabelLeakCheck(TemporalDataset dataset, LeakOptions options)
{
    private const int FewestRows = 200;
    private const int MostSymbols = 8; // the longest
    private const int MostNamed = 5;
    private const int Checks = 2; // that share a level, of which only one is made

    // All horizons together accuse a clean symbol with at most the probability that the options name.
    private readonly LeakOptions ofHorizon = Share(options, dataset.Labels.Count);

    public IEnumerable<Finding> Run(CancellationToken cancellationToken)
    {
        DatasetSymbol[] symbols = [
            .. dataset.Symbols.Where(symbol => symbol.Train.Length >= FewestRows).OrderByDescending(symbol => symbol.Train.Length)
                .Take(MostSymbols),
        ];
        if (symbols.Length == 0)
        {
            yield return new Finding(
                "too_short_for_leaks", FindingSeverity.Warning, dataset.Symbols.Count,
                $"No symbol has {FewestRows} rows in train, so that it cannot be told whether a feature is the label in disguise.");
            yield break;
        }
        foreach (var labels in dataset.Labels)
        {
            var accused = new SortedDictionary<string, List<LeakFinding>>(StringComparer.Ordinal);
            foreach (var symbol in symbols)
            {
                // One finding for a feature and symbol, by whichever test.
                foreach (var finding in Findings(symbol, labels, cancellationToken).DistinctBy(finding => finding.Subject))
                {
                    if (!accused.TryGetValue(finding.Subject, out var found))
                        accused.Add(finding.Subject, found = []);
                    found.Add(finding);
                }
            }
            var leaking = accused.Where(pair => 2 * pair.Value.Count > symbols.Length).ToArray();
            if (leaking.Length > 0)
                yield return Leak(labels, leaking, symbols.Length);
        }
    }

    private static LeakOptions Share(LeakOptions options, int horizons)
    {
        var level = Math.Min(options.Level, Checks * options.Level / horizons);
        return options with { Level = level, Permutations = Math.Max(options.Permutations, (int)Math.Ceiling(Checks / level) - 1) };
    }

    private IEnumerable<LeakFinding> Findings(DatasetSymbol symbol, HorizonLabels labels, CancellationToken cancellationToken)
    {
        var (start, count, features) = (symbol.Train.Start, symbol.Train.Length, dataset.Table.Features);
        var columns = new KnownColumn[features];
        for (var c = 0; c < features; c++)
        {
            var values = new double[count];
            for (var i = 0; i < count; i++)
                values[i] = dataset.Table.Values[(start + i) * features + c];
            columns[c] = new KnownColumn(dataset.Features[c], values);
        }
        var target = new double[count];
        for (var i = 0; i < count; i++)
            target[i] = !labels.Has(start + i) ? double.NaN : labels.Returns?[start + i] ?? labels.Classes[start + i];
        return
        [
            .. CorrelationChecks.LabelShift(columns, target, labels.Reach, ofHorizon, cancellationToken).Findings,
            .. FutureCopy.Run(columns, [FutureSeries.OfLabel(target, labels.Horizon)], cancellationToken).Findings,
        ];
    }

    private static Finding Leak(HorizonLabels labels, KeyValuePair<string, List<LeakFinding>>[] leaking, int symbols)
    {
        var named = leaking.Take(MostNamed).Select(pair =>
        {
            var strongest = pair.Value.MaxBy(finding => Math.Abs(finding.Measured))!; // there is one
            return string.Create(
                CultureInfo.InvariantCulture,
                $"'{pair.Key}' in {pair.Value.Count} of {symbols} symbols, at most {strongest.Measured:F3} ({strongest.Rule})");
        });
        return new Finding(
            "label_in_features", FindingSeverity.Blocking, leaking.Length,
            $"{labels.Name}: {leaking.Length} features tell the label better than any honest one: {string.Join("; ", named)}"
                + $"{(leaking.Length > MostNamed ? $"; and {leaking.Length - MostNamed} more" : "")}. Leave them out, or find what of the "
                + "future they hold.");
    }
}

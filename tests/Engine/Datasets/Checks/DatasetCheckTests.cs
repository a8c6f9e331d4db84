using Huracan.Contracts.Preflight;
using Huracan.Engine;
using Huracan.Engine.Datasets;
using Huracan.Engine.Datasets.Checks;
using Huracan.Engine.Datasets.Simulation;
using Huracan.Engine.Leakage.Statistics;
using Huracan.Engine.Models;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Datasets.Checks;

public class DatasetCheckTests
{
    [Theory]
    [InlineData(ScalerKind.Standard)]
    [InlineData(ScalerKind.Robust)]
    [InlineData(ScalerKind.MinMax)]
    public void No_clean_set_is_accused_and_a_scaler_fitted_on_all_is_found_in_each(ScalerKind scaler)
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var options = SmallDatasets.Options with { Seed = seed, Scaler = scaler };
            var honest = SmallDatasets.Make(options);
            var clean = Check(honest);
            Assert.True(clean.Verdict != DatasetVerdict.Blocked, $"seed {seed}: {string.Join(" ", clean.Findings)}");
            Assert.Empty(clean.Overlaps);
            Assert.True(clean.Scaling.Count(column => column.FittedOn == FittedOn.Train && column.Kind == scaler) >= 4);

            var planted = SmallDatasets.Make(options with { Leak = PlantedLeak.Scaler });
            if (planted.Table.Values.AsSpan().SequenceEqual(honest.Table.Values))
                continue; // all extremes lie in train: nothing was learnt from the other parts
            var leaking = Check(planted);
            var finding = Assert.Single(leaking.Findings, finding => finding.Severity == FindingSeverity.Blocking);
            Assert.Equal("scaler_fitted_on_all", finding.Code);
            Assert.Contains("was fitted on train, validation and test together", finding.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_purge_and_a_label_among_the_features_are_found_whatever_the_seed()
    {
        for (var seed = 1UL; seed <= 5; seed++)
        {
            var options = SmallDatasets.Options with { Seed = seed };
            var purge = Check(SmallDatasets.Make(options with { Leak = PlantedLeak.Purge }));
            // One symbol after the other: the last 1 + H rows of both parts before.
            Assert.Equal(
                [
                    .. from horizon in new[] { 5, 20 }
                       from part in new[] { DatasetPart.Validation, DatasetPart.Test }
                       from symbol in new[] { "SIM001USDT", "SIM002USDT", "SIM003USDT" }
                       select new LabelOverlap(symbol, horizon, part, 1 + horizon),
                ],
                purge.Overlaps);
            Assert.Equal(["purge_before_validation", "purge_before_test"], Leaks(purge));

            var label = Check(SmallDatasets.Make(options with { Leak = PlantedLeak.Label }));
            Assert.Equal(["label_in_features"], Leaks(label));
            Assert.Contains("'ret12' in 3 of 3 symbols", label.Findings[0].Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Overlaps_are_those_of_the_information_intervals()
    {
        var random = new SeededRandom(5);
        for (var round = 0; round < 200; round++)
        {
            var dataset = RandomDataset.Make(random, horizon: 1 + random.NextInt(6));
            var labels = dataset.Labels[0];
            var expected = new List<LabelOverlap>();
            foreach (var into in new[] { DatasetPart.Validation, DatasetPart.Test })
            {
                for (var s = 0; s < dataset.Symbols.Count; s++)
                {
                    var (symbol, later) = (dataset.Symbols[s], dataset.Symbols[s].Of(into));
                    var rows = Enumerable.Range(symbol.Rows.Start, later.Start - symbol.Rows.Start).Count(row => later.Length > 0
                        && labels.Has(row)
                        && dataset.Times[row] + (1 + labels.Horizon) * dataset.BarOf(s) >= dataset.Times[later.Start]);
                    if (rows > 0)
                        expected.Add(new LabelOverlap(symbol.Name, labels.Horizon, into, rows));
                }
            }
            Assert.Equal(expected, PurgeCheck.Run(dataset).Overlaps);
        }
    }

    [Fact]
    public void A_symbol_that_is_tested_while_another_trains_is_a_leak_and_one_whose_labels_reach_it_is_told()
    {
        var labels = new HorizonLabels(1, new sbyte[12], null);
        long[] times = [.. Enumerable.Range(0, 6).Select(i => i * 10L), .. Enumerable.Range(0, 6).Select(i => i * 10L)];
        var dataset = new TemporalDataset(
            ["x"], new FeatureTable(new float[12], 1), times,
            [
                new("A", new BarRange(0, 1), new BarRange(1, 2), new BarRange(2, 6)),
                new("B", new BarRange(6, 10), new BarRange(10, 11), new BarRange(11, 12)),
            ],
            [labels]);

        var findings = PurgeCheck.Run(dataset).Findings;

        // Validation begins at 10: three rows of B's train lie there, and the one before reaches it. Test begins at 20, where A's own
        // labels end as well.
        Assert.Equal(
            [("parts_overlap_between_symbols", 3), ("parts_overlap_between_symbols", 3)],
            Of(FindingSeverity.Blocking).Where(found => found.Code.EndsWith("symbols", StringComparison.Ordinal)));
        Assert.Equal([("labels_reach_between_symbols", 1), ("labels_reach_between_symbols", 2)], Of(FindingSeverity.Warning));

        IEnumerable<(string Code, int Count)> Of(FindingSeverity severity) =>
            findings.Where(finding => finding.Severity == severity).Select(finding => (finding.Code, finding.Count));
    }

    [Fact]
    public void Overlaps_between_symbols_are_those_of_the_times()
    {
        var random = new SeededRandom(6);
        for (var round = 0; round < 200; round++)
        {
            var dataset = RandomDataset.Make(random, horizon: 1 + random.NextInt(6));
            var labels = dataset.Labels[0];
            var expected = new List<(string, int)>();
            foreach (var into in new[] { DatasetPart.Validation, DatasetPart.Test })
            {
                long[] begins = [
                    .. dataset.Symbols.Select(one => one.Of(into)).Where(part => part.Length > 0).Select(part => dataset.Times[part.Start]),
                ];
                var (lying, reaching) = (0, 0);
                for (var row = 0; row < dataset.Rows && begins.Length > 0; row++)
                {
                    var symbol = dataset.SymbolOf(row);
                    var (own, end) = (dataset.Symbols[symbol].Of(into), dataset.Times[row] + (1 + labels.Horizon) * dataset.BarOf(symbol));
                    if (!labels.Has(row) || row >= own.Start)
                        continue;
                    if (dataset.Times[row] >= begins.Min())
                        lying++;
                    else if (end >= begins.Min() && (own.Length == 0 || end < dataset.Times[own.Start]))
                        reaching++;
                }
                if (lying > 0)
                    expected.Add(("parts_overlap_between_symbols", lying));
                if (reaching > 0)
                    expected.Add(("labels_reach_between_symbols", reaching));
            }
            Assert.Equal(
                expected,
                PurgeCheck.Run(dataset).Findings.Where(finding => finding.Code.EndsWith("_between_symbols", StringComparison.Ordinal))
                    .Select(finding => (finding.Code, finding.Count)));
        }
    }

    [Fact]
    public void Scaling_for_each_symbol_by_validation_too_or_not_at_all_is_told_apart()
    {
        var dataset = SmallDatasets.Make(SmallDatasets.Options with { Scaler = ScalerKind.Robust });

        Assert.Equal((FittedOn.Train, true), Scaled(dataset, perSymbol: true, symbol => symbol.Train));
        Assert.Equal((FittedOn.All, true), Scaled(dataset, perSymbol: true, symbol => symbol.Rows));
        Assert.Equal(
            (FittedOn.TrainAndValidation, false),
            Scaled(dataset, perSymbol: false, symbol => new BarRange(symbol.Train.Start, symbol.Validation.End)));

        var raw = Check(With(dataset, Array.ConvertAll(dataset.Table.Values, value => 40 + 7 * value)));
        Assert.Equal(DatasetVerdict.Warn, raw.Verdict);
        Assert.Contains(raw.Findings, finding => finding.Code == "not_scaled");
    }

    [Theory]
    [InlineData(false, "scaling_not_verified")]
    [InlineData(true, "scaler_nearer_all")]
    public void Rows_that_are_left_out_after_scaling_do_not_hide_a_scaler_of_all(bool leak, string code)
    {
        // Standard scaling, then a column that nobody recognises: exact but for a trace of other rows.
        var dataset = SmallDatasets.Make(SmallDatasets.Options with { Leak = leak ? PlantedLeak.Scaler : PlantedLeak.None });
        var report = Check(With(dataset, Array.ConvertAll(dataset.Table.Values, value => value * 1.0005f + 0.0005f)));

        Assert.Equal(
            [code],
            report.Findings.Select(finding => finding.Code).Where(found => found is "scaling_not_verified" or "scaler_nearer_all"));
    }

    private static DatasetReport Check(TemporalDataset dataset) => new DatasetCheck().Run(dataset, [], CancellationToken.None);

    private static IEnumerable<string> Leaks(DatasetReport report) =>
        report.Findings.Where(finding => finding.Severity == FindingSeverity.Blocking).Select(finding => finding.Code).Distinct();

    private static TemporalDataset With(TemporalDataset dataset, float[] values) =>
        new(dataset.Features, new FeatureTable(values, dataset.Features.Count), dataset.Times.ToArray(), dataset.Symbols, dataset.Labels);

    // Scaled by median and quartiles, fitted on rows of each symbol or of all together; how most columns are told to be.
    private static (FittedOn, bool) Scaled(TemporalDataset dataset, bool perSymbol, Func<DatasetSymbol, BarRange> fittedOn)
    {
        var (values, features) = ((float[])dataset.Table.Values.Clone(), dataset.Features.Count);
        int[] Rows(IEnumerable<BarRange> ranges) => [.. ranges.SelectMany(range => Enumerable.Range(range.Start, range.Length))];
        foreach (var group in perSymbol ? dataset.Symbols.Select(symbol => new[] { symbol }) : [[.. dataset.Symbols]])
        {
            var (fit, all) = (Rows(group.Select(fittedOn)), Rows(group.Select(symbol => symbol.Rows)));
            for (var c = 0; c < features; c++)
            {
                double[] sorted = [.. fit.Select(row => (double)dataset.Table.Values[row * features + c]).Order()];
                double At(double share) => share * (sorted.Length - 1) is var at && (int)at + 1 < sorted.Length
                    ? sorted[(int)at] + (at - (int)at) * (sorted[(int)at + 1] - sorted[(int)at])
                    : sorted[^1];
                foreach (var row in all)
                    values[row * features + c] = (float)((dataset.Table.Values[row * features + c] - At(0.5)) / (At(0.75) - At(0.25)));
            }
        }
        return Check(With(dataset, values)).Scaling.GroupBy(column => (column.FittedOn, column.IsPerSymbol))
            .MaxBy(group => group.Count())!.Key;
    }
}

using Huracan.Contracts;
using Huracan.Engine.Features;
using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Audits;
using Huracan.Engine.Market;
using Huracan.Tests.Engine.Features;

namespace Huracan.Tests.Engine.Leakage.Audits;

public class TableAuditTests
{
    private static readonly LeakMarket Market = LeakMarkets.Make(21);
    private static readonly CandleSeries Candles = Market.Candles;

    [Theory]
    [InlineData("next return", LeakCheckKind.LeadLag)]
    [InlineData("next return", LeakCheckKind.FutureCopy)]
    [InlineData("centred mean", LeakCheckKind.LeadLag)]
    [InlineData("label with noise", LeakCheckKind.LabelShift)]
    [InlineData("scaled by all", LeakCheckKind.WholeSampleScaling)]
    public void A_leak_in_a_table_is_found(string name, LeakCheckKind check)
    {
        var feature = Leaking(name);
        var honest = Pieces.Each(Market, t => Pieces.Return(Candles, t, 6));
        var findings = Check([new KnownColumn(name, feature), new KnownColumn("honest", honest)]);
        Assert.Contains(findings, finding => finding.Check == check && finding.Subject == name);
        Assert.DoesNotContain(findings, finding => finding.Subject == "honest");
    }

    [Fact]
    public void Our_features_are_no_leak_and_neither_is_a_part_of_the_bars()
    {
        var matrix = FeatureExamples.Sets.Recipe("wide").Compute(new FeatureInput(Candles, Market.Bitcoin));
        KnownColumn[] columns = [.. matrix.Names.Select((name, i) => new KnownColumn(name, matrix.Columns[i]))];
        Assert.Empty(Check(columns));
        Assert.Empty(Check(columns, 500, withCandles: false));
    }

    [Fact]
    public void What_cannot_be_checked_is_refused()
    {
        var few = Assert.Throws<InputRefusedException>(() => Check([new KnownColumn("x", Pieces.Each(Market, t => t))], Market.Count - 50));
        Assert.Contains("50 rows", few.Message, StringComparison.Ordinal);
        long[] times = [.. Enumerable.Range(0, 300).Select(i => (long)i)];
        var table = new LeakTable(times, [new KnownColumn("x", new double[300])], new double[300], 4);
        var apart = Assert.Throws<InputRefusedException>(() =>
            new TableAudit(new LeakOptions()).Run("mine", table, Candles, CancellationToken.None));
        Assert.Contains("mine, row 1", apart.Message, StringComparison.Ordinal);
        var options = Assert.Throws<InputRefusedException>(() =>
            new TableAudit(new LeakOptions { Permutations = 10 }).Run("mine", table, null, CancellationToken.None));
        Assert.Contains("'leakage.permutations' is 10", options.Message, StringComparison.Ordinal);
    }

    private static double[] Leaking(string name)
    {
        var close = Candles.Close.ToArray();
        var labels = Pieces.Labels(Market).Returns;
        return name switch
        {
            "next return" => Pieces.Each(Market, t => t + 1 < close.Length ? Math.Log(close[t + 1] / close[t]) : double.NaN),
            "centred mean" => Pieces.Each(Market, t => Math.Log(close[t] / Pieces.Mean(close, t - 3, t + 3))),
            "label with noise" => Pieces.Each(Market, t => labels[t] + 0.01 * Market.Canary[t]),
            _ => Scaled(Pieces.Each(Market, t => Pieces.Return(Candles, t, 12))),
        };
    }

    private static double[] Scaled(double[] values)
    {
        var (mean, deviation) = (Pieces.Mean(values, 0, values.Length), Pieces.Deviation(values, 0, values.Length));
        return Array.ConvertAll(values, value => (value - mean) / deviation);
    }

    private static IReadOnlyList<LeakFinding> Check(KnownColumn[] columns, int from = 0, bool withCandles = true)
    {
        var table = new LeakTable(
            Candles.OpenTimes[from..].ToArray(), [.. columns.Select(column => column with { Values = column.Values[from..] })],
            Pieces.Labels(Market).Returns[from..], Pieces.Horizon);
        return [.. new TableAudit(new LeakOptions()).Run("table", table, withCandles ? Candles : null, CancellationToken.None).Findings];
    }
}

using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Audits;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Leakage.Audits;

public class LeakAuditTests
{
    public static TheoryData<string> Planted => new(PlantedLeaks.All.Keys);

    public static TheoryData<string> Clean => new(CleanPipelines.All.Keys);

    private static readonly Lazy<LeakMarket> Market = new(() => LeakMarkets.Make(11));

    [Theory]
    [MemberData(nameof(Planted))]
    public void Every_planted_leak_is_found_by_the_check_that_is_meant_for_it(string name)
    {
        var (check, subject) = PlantedLeaks.All[name];
        var report = new LeakAudit(new LeakOptions()).Run(subject, Market.Value, CancellationToken.None);
        Assert.Contains(report.Findings, finding => finding.Check == check);
        Assert.All(report.Findings, finding => Assert.NotEqual("", finding.Rule));
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void No_clean_pipeline_is_accused(string name) =>
        None(new LeakAudit(new LeakOptions()).Run(CleanPipelines.All[name], Market.Value, CancellationToken.None));

    [Fact]
    public void There_are_at_least_20_of_either_kind()
    {
        Assert.InRange(PlantedLeaks.All.Count, 20, 99);
        Assert.InRange(CleanPipelines.All.Count, 20, 99);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(20)]
    public void No_market_makes_our_features_look_like_leaks(int seed)
    {
        // Every fourth market has a signal that a model may find: skill is no leak.
        var signal = seed % 4 == 0 ? new PlantedSignal { Probability = 0.05, NetSharpe = 10 } : null;
        var market = LeakMarkets.Make((ulong)(100 + seed), 1_500, signal, seed % 5 == 0 ? "BTCUSDT" : "SIM001USDT");
        var options = new LeakOptions { Seed = (ulong)seed, Cuts = 4 };
        None(new LeakAudit(options).Run(CleanPipelines.OfSet("wide") with { Labels = Pieces.Labels }, market, CancellationToken.None));
    }

    [Fact]
    public void The_same_seed_finds_the_same()
    {
        var subject = PlantedLeaks.All["centred moving average"].Subject;
        var (first, second) = (Findings(3), Findings(3));
        Assert.Equal(first, second);
        Assert.NotEqual(first, Findings(4));

        LeakFinding[] Findings(ulong seed) =>
            [.. new LeakAudit(new LeakOptions { Seed = seed }).Run(subject, Market.Value, CancellationToken.None).Findings];
    }

    private static void None(LeakReport report) => Assert.True(report.IsClean, string.Join(Environment.NewLine, report.Findings));
}

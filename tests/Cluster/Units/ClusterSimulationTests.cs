namespace Huracan.Tests.Cluster.Units;

public class ClusterSimulationTests
{
    [Fact]
    public void In_ten_thousand_orders_of_claims_crashes_pauses_and_late_writes_nothing_is_lost_or_doubled()
    {
        var failed = 0;
        for (ulong seed = 1; seed <= 10_000; seed++)
        {
            try
            {
                var cluster = new SimulatedCluster(seed, mostFaults: seed % 2 == 0 ? 3 : 1_000);
                cluster.Play();
                failed += cluster.Failed;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"The cluster of seed {seed} broke: {exception.Message}", exception);
            }
        }
        Assert.True(failed > 0, "No unit failed by too many faults.");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_cluster_that_checks_no_tokens_or_no_versions_is_found_out(bool checksTokens, bool checksVersions)
    {
        var broken = Enumerable.Range(1, 200).Count(seed =>
            Record.Exception(
                () => new SimulatedCluster((ulong)seed, checksTokens: checksTokens, checksVersions: checksVersions).Play()) is not null);

        Assert.True(broken > 0, "No order showed it.");
    }
}

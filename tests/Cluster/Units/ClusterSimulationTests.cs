namespace Huracan.Tests.Cluster.Units;

public class ClusterSimulationTests
{
    [Fact]
    public void In_ten_thousand_orders_of_claims_crashes_pauses_and_late_writes_nothing_is_lost_or_doubled()
    {
        for (ulong seed = 1; seed <= 10_000; seed++)
        {
            try
            {
                new SimulatedCluster(seed).Play();
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"The cluster of seed {seed} broke: {exception.Message}", exception);
            }
        }
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_cluster_that_checks_no_tokens_or_no_versions_is_found_out(bool checksTokens, bool checksVersions)
    {
        var broken = Enumerable.Range(1, 200).Count(seed =>
            Record.Exception(() => new SimulatedCluster((ulong)seed, checksTokens, checksVersions).Play()) is not null);

        Assert.True(broken > 0, "No order showed it.");
    }
}

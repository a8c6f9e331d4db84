using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;
using Huracan.Cluster.Models;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Features;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Silo.Units;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Huracan.Tests.Silo.Grains;
using Microsoft.Extensions.Logging.Abstractions;

namespace Huracan.Tests.Silo.Units;

public class UnitPublisherTests
{
    private static readonly UnitId Unit = new("AUSDT", Timeframe.H1);

    [PostgresFact]
    public async Task What_could_not_be_published_of_a_stage_is_published_with_the_next_one()
    {
        await using var cluster = await GrainCluster.StartAsync();
        await using var claim = await ClaimAsync(cluster);
        var folder = Directory.CreateTempSubdirectory("huracan-publisher-");
        var (table, blobs) = (new FileTable(cluster.Database), new BlobsThatFail(new PostgresBlobs(cluster.Database)));
        await using var publisher = Publisher(cluster, claim, folder.FullName, blobs);
        var files = new RunFolder(folder.FullName);
        var stages = new StageRunner(files, $"{Unit}/xgboost/h4", new Synchronous(publisher.Handle));

        blobs.IsAway = true;
        Finish("best");
        await cluster.UntilAsync(() => Task.FromResult(blobs.Refused > 0 ? "refused" : null));
        blobs.IsAway = false;
        Finish("final");
        var paths = await cluster.UntilAsync(async () =>
            (await table.OfUnitAsync(claim.Key, CancellationToken.None)).Select(file => file.Path).ToList() is { Count: > 0 } found
                ? found
                : null);

        Assert.Equal(files.List($"{Unit}"), paths);
        folder.Delete(recursive: true);

        void Finish(string stage) => stages.Run(stage, ["a key"], () =>
        {
            files.WriteJson($"{Unit}/xgboost/h4/{stage}.json", stage);
            files.WriteJson($"{Unit}/xgboost/h4/training_results.json", stage); // is not hashed, and must not be lost
            return [$"{Unit}/xgboost/h4/{stage}.json"];
        });
    }

    [PostgresFact]
    public async Task A_test_part_that_is_read_is_known_before_anything_of_it_is_published()
    {
        await using var cluster = await GrainCluster.StartAsync();
        await using var claim = await ClaimAsync(cluster);
        var folder = Directory.CreateTempSubdirectory("huracan-publisher-");
        var blobs = new BlobsThatFail(new PostgresBlobs(cluster.Database)) { IsAway = true };
        await using var publisher = Publisher(cluster, claim, folder.FullName, blobs);
        var evidence = new TestEvidence(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1), 8000, double.NaN, double.NaN, double.NaN, "market",
            "specification", 1);

        publisher.Handle(new StageEvent($"{Unit}/xgboost/h4", "backtest", StageProgress.Advanced) { Opened = evidence });
        var opened = await cluster.UntilAsync(async () =>
            (await new OpenedTestTable(cluster.Database).OfUnitAsync(Unit, CancellationToken.None)).SingleOrDefault());

        Assert.Equal(OpenedTest.Of(claim.Key.RunId, Unit, evidence, opened.At), opened);
        folder.Delete(recursive: true);
    }

    private static async Task<UnitClaim> ClaimAsync(GrainCluster cluster)
    {
        var claimed = await cluster.Unit(Unit).StartAsync(await cluster.PlanAsync(Unit), cluster.Owner(), "cpu");
        Assert.NotNull(claimed);
        return new UnitClaim(cluster.Unit(Unit), claimed, new UnitTiming(), CancellationToken.None);
    }

    private static UnitPublisher Publisher(GrainCluster cluster, UnitClaim claim, string folder, IBlobStore blobs)
    {
        var features = YamlFile.Load<FeatureConfig>(ConfigFolder.Find("features.yaml")).Build(FeatureCatalog.Default, "a test");
        var run = new SiloRun(
            claim.Key.RunId, folder, new RunOptions(), features, new SimulatedMarket(new SimulatorOptions { Bars = 1 }), null, false);
        return new UnitPublisher(
            claim, run, [], new StudyMirror(claim, run, new StudyTable(cluster.Database)), new FileTable(cluster.Database), blobs,
            NullLogger.Instance);
    }

    private sealed class Synchronous(Action<StageEvent> handle) : IProgress<StageEvent>
    {
        public void Report(StageEvent value) => handle(value);
    }

    private sealed class BlobsThatFail(IBlobStore blobs) : IBlobStore
    {
        public bool IsAway { get; set; }

        public int Refused { get; private set; }

        public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
        {
            if (!IsAway)
                return blobs.WriteAsync(name, content, cancellationToken);
            Refused++;
            throw new IOException("The store is away.");
        }

        public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken) => blobs.ReadAsync(name, cancellationToken);

        public Task<IReadOnlyList<string>> WrittenBeforeAsync(
            DateTimeOffset instant, string after, int limit, CancellationToken cancellationToken) =>
            blobs.WrittenBeforeAsync(instant, after, limit, cancellationToken);

        public Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
            blobs.DeleteAsync(names, cancellationToken);
    }
}

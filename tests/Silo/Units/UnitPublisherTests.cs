using Huracan.Cluster.Blobs;
using Huracan.Cluster.Files;
using Huracan.Cluster.Studies;
using Huracan.Cluster.Units;
using Huracan.Contracts;
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
        var runId = await cluster.PlanAsync(Unit);
        var claimed = await cluster.Unit(Unit).StartAsync(runId, cluster.Owner(), "cpu");
        Assert.NotNull(claimed);
        await using var claim = new UnitClaim(cluster.Unit(Unit), claimed, new UnitTiming(), CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("huracan-publisher-");
        var features = YamlFile.Load<FeatureConfig>(ConfigFolder.Find("features.yaml")).Build(FeatureCatalog.Default, "a test");
        var run = new SiloRun(
            runId, folder.FullName, new RunOptions(), features, new SimulatedMarket(new SimulatorOptions { Bars = 1 }), null, false);
        var (table, blobs) = (new FileTable(cluster.Database), new BlobsThatFail(new PostgresBlobs(cluster.Database)));
        await using var publisher = new UnitPublisher(
            claim, run, [], new StudyMirror(claim, run, new StudyTable(cluster.Database)), table, blobs, NullLogger.Instance);
        var files = new RunFolder(folder.FullName);
        var stages = new StageRunner(files, $"{Unit}/xgboost/h4", new Synchronous(publisher.Handle));

        blobs.IsAway = true;
        Finish("extend-1-1");
        await cluster.UntilAsync(() => Task.FromResult(blobs.Refused > 0 ? "refused" : null));
        blobs.IsAway = false;
        Finish("extend");
        var paths = await cluster.UntilAsync(async () =>
            (await table.OfUnitAsync(claim.Key, CancellationToken.None)).Select(file => file.Path).ToList() is { Count: > 0 } found
                ? found
                : null);

        Assert.Equal(files.List($"{Unit}"), paths);
        folder.Delete(recursive: true);

        void Finish(string stage) => stages.Run(stage, ["a key"], () =>
        {
            files.WriteJson($"{Unit}/xgboost/h4/{stage}.json", stage);
            return [$"{Unit}/xgboost/h4/{stage}.json"];
        });
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

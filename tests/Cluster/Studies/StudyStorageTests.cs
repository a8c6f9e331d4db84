using Huracan.Cluster.Studies;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;
using Npgsql;

using Huracan.Tests.Cluster.Harness;

namespace Huracan.Tests.Cluster.Studies;

public class StudyStorageTests(ClusterDatabase cluster) : IClassFixture<ClusterDatabase>
{
    [Theory]
    [MemberData(nameof(StudyStorageConformance.Names), MemberType = typeof(StudyStorageConformance))]
    public void In_memory(string requirement)
    {
        var studies = new Dictionary<string, MemoryStudyStorage>(StringComparer.Ordinal);
        StudyStorageConformance.Check(requirement, (name, direction) =>
            studies.TryGetValue(name, out var study) ? study : studies[name] = new MemoryStudyStorage(direction));
    }

    [Theory]
    [MemberData(nameof(StudyStorageConformance.Names), MemberType = typeof(StudyStorageConformance))]
    public void In_SQLite(string requirement)
    {
        using var folder = new TemporaryFolder();
        StudyStorageConformance.Check(requirement, (name, direction) =>
            SqliteStudyStorage.Open(folder[$"{name.Replace('/', '-')}.db"], name, direction, TimeZoneInfo.Utc));
    }

    [PostgresTheory]
    [MemberData(nameof(StudyStorageConformance.Names), MemberType = typeof(StudyStorageConformance))]
    public async Task In_PostgreSQL(string requirement)
    {
        await using var source = NpgsqlDataSource.Create((await cluster.DatabaseAsync()).ConnectionString);
        StudyStorageConformance.Check(requirement, (name, direction) =>
            PostgresStudyStorage.Open(source, $"{requirement}/{name}", direction, zone: TimeZoneInfo.Utc));
    }

    [PostgresFact]
    public async Task The_content_hash_is_the_same_in_memory_SQLite_and_PostgreSQL()
    {
        using var folder = new TemporaryFolder();
        await using var source = NpgsqlDataSource.Create((await cluster.DatabaseAsync()).ConnectionString);
        var random = new Huracan.Engine.SeededRandom(5);
        List<FrozenTrial> trials = [.. Enumerable.Range(0, 20).Select(number => RandomTrials.Trial(number, random))];
        using var memory = new MemoryStudyStorage(StudyDirection.Minimize);
        using var sqlite = SqliteStudyStorage.Open(folder["a.db"], "a", StudyDirection.Minimize);
        using var postgres = PostgresStudyStorage.Open(source, "a", StudyDirection.Minimize);
        IStudyStorage[] all = [memory, sqlite, postgres];
        foreach (var storage in all)
        {
            storage.SetAttribute("coin", "\"BTC\"");
            trials.ForEach(storage.Put);
        }

        var hash = StudyContent.Hash("a", memory);
        Assert.Equal(hash, StudyContent.Hash(SqliteStudyStorage.Read(folder["a.db"])));
        Assert.Equal(
            hash, StudyContent.Hash((await new PostgresStudies(await cluster.DatabaseAsync()).FindAsync("a", CancellationToken.None))!));
        Assert.NotEqual(hash, StudyContent.Hash("b", memory));

        memory.Put(trials[3] with { Started = null, Completed = null });
        Assert.Equal(hash, StudyContent.Hash("a", memory));
        memory.Put(trials[3] with { Reports = trials[3].Reports.Add(new(1000, 1)) });
        Assert.NotEqual(hash, StudyContent.Hash("a", memory));
    }
}

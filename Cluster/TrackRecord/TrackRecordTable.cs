using System.Text;
using System.Text.Json;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Contracts.TrackRecord;
using Huracan.Engine.TrackRecord;
using Npgsql;
using NpgsqlTypes;

namespace Huracan.Cluster.TrackRecord;

/// <summary>
/// The track record: decisions and their outcomes, append-only, each bound to all before it by its hash. Whoever appends holds a lock, so
/// that the chain has one end. Times of recording are the database's, and never go back.
/// </summary>
public sealed class TrackRecordTable(Database database)
{
    internal const string Lock = "select pg_advisory_xact_lock(1414676547)"; // "TRAC"

    internal const string End = """
        select number, hash, greatest(recorded, (extract(epoch from clock_timestamp()) * 1000)::bigint)
        from track_record order by number desc limit 1
        """;

    internal const string Now = "select (extract(epoch from clock_timestamp()) * 1000)::bigint";

    internal const string Decided = """
        select t.coin, t.timeframe, t.closed
        from unnest($1::text[], $2::text[], $3::bigint[]) wanted (coin, timeframe, closed)
            join track_record t on t.coin = wanted.coin and t.timeframe = wanted.timeframe and t.closed = wanted.closed
        where t.kind = 'DECISION'
        """;

    internal const string Judged =
        "select decision from track_record where kind = 'OUTCOME' and decision = any($1::bigint[])";

    internal const string Insert = """
        insert into track_record (number, content, hash)
        select number, content, hash from unnest($1::bigint[], $2::text[], $3::bytea[]) entry (number, content, hash)
        """;

    internal const string AddOpen = "insert into track_record_open (decision) select unnest($1::bigint[])";

    internal const string RemoveOpen = "delete from track_record_open where decision = any($1::bigint[])";

    internal const string Open =
        "select t.number, t.content from track_record_open o join track_record t on t.number = o.decision order by t.number";

    internal const string After = "select number, content, hash from track_record where number > $1 order by number limit $2";

    internal const string OfUnit = """
        select d.number, d.content, o.content
        from track_record d left join track_record o on o.decision = d.number and o.kind = 'OUTCOME'
        where d.kind = 'DECISION' and d.coin = $1 and d.timeframe = $2 and d.closed < $3 order by d.closed desc limit $4
        """;

    internal const string ByUnit = """
        select coin, timeframe, count(*)::int, avg(is_right::int)::double precision, count(net_bps)::int,
            avg((net_bps > 0)::int)::double precision, avg(net_bps), (count(net_bps) filter (where should_trade))::int,
            avg(net_bps) filter (where should_trade), max(closed)
        from track_record where kind = 'OUTCOME' and recorded >= $1 group by coin, timeframe order by coin, timeframe
        """;

    /// <summary>Appends decisions. One whose candle has a decision already is left out.</summary>
    /// <returns>The decisions that were appended, as they are recorded.</returns>
    public Task<IReadOnlyList<RecordRow>> AppendAsync(IReadOnlyCollection<PaperDecision> decisions, CancellationToken cancellationToken) =>
        AppendAsync<RecordRow>(
            async (connection, chain) =>
            {
                var known = (await Database.QueryAsync(
                    connection, Decided, row => (row.GetString(0), row.GetString(1), row.GetInt64(2)), cancellationToken,
                    Rows.Texts(decisions.Select(one => one.Coin)), Rows.Texts(decisions.Select(one => $"{one.Timeframe}")),
                    decisions.Select(one => one.Closed).ToArray())).ToHashSet();
                var rows = new List<RecordRow>();
                foreach (var decision in decisions.Where(one => known.Add((one.Coin, $"{one.Timeframe}", one.Closed))))
                {
                    var recorded = decision with { Recorded = chain.Recorded };
                    rows.Add(new RecordRow(chain.Add(recorded), recorded, null));
                }
                await InsertAsync(connection, chain, cancellationToken);
                await Database.ExecuteAsync(connection, AddOpen, cancellationToken, rows.Select(row => row.Number).ToArray());
                return rows;
            },
            cancellationToken);

    /// <summary>Appends outcomes. One of a decision whose outcome is known already is left out.</summary>
    /// <returns>How many were appended.</returns>
    public async Task<int> AppendAsync(IReadOnlyCollection<PaperOutcome> outcomes, CancellationToken cancellationToken) =>
        (await AppendAsync<long>(
            async (connection, chain) =>
            {
                var known = (await Database.QueryAsync(
                    connection, Judged, row => row.GetInt64(0), cancellationToken,
                    outcomes.Select(one => one.Decision).ToArray())).ToHashSet();
                var numbers = outcomes.Where(one => known.Add(one.Decision))
                    .Select(one => chain.Add(one with { Recorded = chain.Recorded })).ToList();
                await InsertAsync(connection, chain, cancellationToken);
                await Database.ExecuteAsync(
                    connection, RemoveOpen, cancellationToken, outcomes.Select(one => one.Decision).ToArray());
                return numbers;
            },
            cancellationToken)).Count;

    /// <summary>Decisions whose outcome is not known yet, the oldest first.</summary>
    public Task<List<RecordRow>> OpenAsync(CancellationToken cancellationToken) =>
        database.QueryAsync(Open, row => Row(row, null), cancellationToken);

    /// <summary>Entries in the order of the chain.</summary>
    /// <param name="after">Number of the last entry seen; 0 begins with the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<RecordEntry>> AfterAsync(long after, int limit, CancellationToken cancellationToken) => database.QueryAsync(
        After,
        row => new RecordEntry(row.GetInt64(0), row.GetString(1), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(2))),
        cancellationToken, after, limit);

    /// <summary>A unit's decisions with their outcomes, the latest first.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="before">Only of candles that closed before, milliseconds since the Unix epoch; null takes all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public Task<List<RecordRow>> OfUnitAsync(UnitId unit, long? before, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync(
            OfUnit, row => Row(row, row.TextOrNull(2)), cancellationToken, unit.Coin, $"{unit.Timeframe}", before ?? long.MaxValue, limit);

    /// <summary>What the outcomes recorded since a moment come to, by unit.</summary>
    public Task<List<UnitRecordRow>> ByUnitAsync(DateTimeOffset since, CancellationToken cancellationToken) => database.QueryAsync(
        ByUnit,
        row => new UnitRecordRow(
            row.GetString(0), Timeframe.Parse(row.GetString(1)), row.GetInt32(2), row.DoubleOrNull(3), row.GetInt32(4), row.DoubleOrNull(5),
            row.DoubleOrNull(6), row.GetInt32(7), row.DoubleOrNull(8), row.GetInt64(9)),
        cancellationToken, since.ToUnixTimeMilliseconds());

    private Task<IReadOnlyList<T>> AppendAsync<T>(
        Func<NpgsqlConnection, ChainEnd, Task<List<T>>> append, CancellationToken cancellationToken) => database.TransactAsync(
        async connection =>
        {
            await Database.ExecuteAsync(connection, Lock, cancellationToken);
            var end = (await Database.QueryAsync(
                connection, End, row => new ChainEnd(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetInt64(2)), cancellationToken))
                .SingleOrDefault();
            end ??= new ChainEnd(
                0, RecordChain.Start, (await Database.QueryAsync(connection, Now, row => row.GetInt64(0), cancellationToken)).Single());
            return (IReadOnlyList<T>)await append(connection, end);
        },
        cancellationToken);

    private static Task<int> InsertAsync(NpgsqlConnection connection, ChainEnd chain, CancellationToken cancellationToken) =>
        Database.ExecuteAsync(
            connection, Insert, cancellationToken, chain.Numbers.ToArray(), Rows.Texts(chain.Contents),
            new NpgsqlParameter { Value = chain.Hashes.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });

    private static RecordRow Row(NpgsqlDataReader row, string? outcome) => new(
        row.GetInt64(0), Read<PaperDecision>(row.GetString(1)), outcome is null ? null : Read<PaperOutcome>(outcome));

    private static T Read<T>(string content)
        where T : class => HuracanJson.Deserialize<T>(Encoding.UTF8.GetBytes(content), "track_record.content");

    // The chain's end, and the entries that go there.
    private sealed class ChainEnd(long number, byte[] hash, long recorded)
    {
        private long number = number;
        private byte[] hash = hash;

        public long Recorded => recorded;

        public List<long> Numbers { get; } = [];

        public List<string> Contents { get; } = [];

        public List<byte[]> Hashes { get; } = [];

        public long Add<T>(T entry)
        {
            var content = JsonSerializer.Serialize(entry, HuracanJson.Compact);
            hash = RecordChain.Next(hash, content);
            Numbers.Add(++number);
            Contents.Add(content);
            Hashes.Add(hash);
            return number;
        }
    }
}

using Huracan.Api.Units;
using Huracan.Cluster.Files;
using Huracan.Cluster.Units;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Tables;

namespace Huracan.Api.Predictions;

/// <summary>
/// Bitcoin's candles that units have published beside their own. All units of a run share the same candles, which are kept in memory once.
/// </summary>
internal sealed class StoredBitcoin(UnitFileReader reader)
{
    private const int MostKept = 16;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (Task<CandleSeries> Series, long Used)> kept = new(StringComparer.Ordinal);
    private long clock;

    /// <summary>The candles of a file.</summary>
    /// <param name="key">The unit that has published it.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Stops waiting; the candles are read all the same, for later requests.</param>
    public async Task<CandleSeries> GetAsync(UnitKey key, UnitFile file, CancellationToken cancellationToken)
    {
        Task<CandleSeries> series;
        lock (gate)
        {
            if (!kept.TryGetValue(file.Sha256, out var entry) || entry.Series.IsFaulted)
                entry.Series = Task.Run(() => ReadAsync(key, file), CancellationToken.None);
            kept[file.Sha256] = (series = entry.Series, ++clock);
            if (kept.Count > MostKept)
                kept.Remove(kept.MinBy(pair => pair.Value.Used).Key);
        }
        return await series.WaitAsync(cancellationToken);
    }

    private async Task<CandleSeries> ReadAsync(UnitKey key, UnitFile file)
    {
        var content = await reader.OpenAsync(file, CancellationToken.None)
            ?? await reader.ReadAsync(key, file.Path, CancellationToken.None);
        var table = ParquetTable.Read(file.Path, content);
        return new CandleSeries(
            RunPlan.Bitcoin, key.Unit.Timeframe, table.Get<long>("open_time"), table.Get<double>("open"), table.Get<double>("high"),
            table.Get<double>("low"),
            table.Get<double>("close"), table.Get<double>("volume"), table.Get<bool>("marked"));
    }
}

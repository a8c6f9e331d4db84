using Huracan.Api.Settings;
using Huracan.Api.Telemetry;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Predictions;

/// <summary>
/// The models in memory, one per unit and run. The first requests for one wait until it is loaded, which happens once. Where the run has
/// scored the unit anew, the newer model is loaded in the background while the old one serves; the old one is disposed after its last
/// request. Loading blocks no other model.
/// </summary>
internal sealed partial class ModelCache(ModelLoader loader, IOptions<ApiOptions> options, ApiMetrics metrics, ILogger<ModelCache> log)
    : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<UnitKey, Entry> entries = [];
    private long clock;

    /// <summary>Number of models in memory.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return entries.Values.Count(entry => entry.Model is not null);
        }
    }

    /// <summary>Calls a function with the model of a row, with a newer one, or with an older one while this one is being loaded.</summary>
    public async Task<T> UseAsync<T>(RankingRow row, Func<LoadedModel, Task<T>> use, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (held, loading) = Acquire(row);
            if (held is null)
            {
                await loading!.WaitAsync(cancellationToken); // Acquire gives one of the two
                continue;
            }
            try
            {
                return await use(held);
            }
            finally
            {
                held.Dispose();
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var entry in entries.Values)
                entry.Model?.Dispose();
            entries.Clear();
        }
    }

    private (LoadedModel? Held, Task? Loading) Acquire(RankingRow row)
    {
        lock (gate)
        {
            var key = new UnitKey(row.RunId, new UnitId(row.Coin, row.Timeframe));
            if (!entries.TryGetValue(key, out var entry))
                entries[key] = entry = new Entry();
            entry.Used = ++clock;
            if (entry.Model?.Row.AsOf >= row.AsOf && entry.Model.TryHold())
                return (entry.Model, null);
            if (entry.Loading is null || entry.Loading.IsCompleted)
                entry.Loading = Task.Run(() => LoadAsync(key, entry, row));
            return entry.Model?.TryHold() == true ? (entry.Model, null) : (null, entry.Loading);
        }
    }

    private async Task LoadAsync(UnitKey key, Entry entry, RankingRow row)
    {
        LoadedModel model;
        try
        {
            model = await loader.LoadAsync(row, CancellationToken.None);
            metrics.ModelLoaded(true);
        }
        catch (Exception exception)
        {
            metrics.ModelLoaded(false);
            LogFailure(key.Unit, key.RunId, exception.Message);
            throw;
        }
        lock (gate)
        {
            if (!entries.TryGetValue(key, out var current) || current != entry || entry.Model?.Row.AsOf > row.AsOf)
            {
                model.Dispose(); // evicted or replaced by a newer one in the meantime
                return;
            }
            entry.Model?.Dispose();
            entry.Model = model;
            entry.Used = ++clock; // other models were used while it was loaded: it must not be evicted first
            Evict();
        }
        LogLoaded(key.Unit, key.RunId);
    }

    private void Evict()
    {
        while (entries.Values.Count(entry => entry.Model is not null) > options.Value.WarmModels)
        {
            var (key, oldest) = entries.Where(pair => pair.Value.Model is not null).MinBy(pair => pair.Value.Used);
            oldest.Model!.Dispose(); // filtered above
            entries.Remove(key);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The model of {Unit} of run {Run} is loaded")]
    private partial void LogLoaded(UnitId unit, string run);

    [LoggerMessage(2, LogLevel.Error, "The model of {Unit} of run {Run} cannot be loaded: {Reason}")]
    private partial void LogFailure(UnitId unit, string run, string reason);

    private sealed class Entry
    {
        public LoadedModel? Model { get; set; }

        public Task? Loading { get; set; }

        public long Used { get; set; }
    }
}

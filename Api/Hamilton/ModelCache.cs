using Huracan.Api.Settings;
using Huracan.Api.Telemetry;
using Huracan.Contracts;
using Huracan.Contracts.Http.Hamilton;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Hamilton;

/// <summary>
/// The models in memory, one a unit. The first request for a unit waits until it is loaded, once for all who ask; a newer one is loaded
/// beside the old, which serves until the new one is there and goes when its last request has ended. Loading holds up no other unit.
/// </summary>
internal sealed partial class ModelCache(ModelLoader loader, IOptions<ApiOptions> options, ApiMetrics metrics, ILogger<ModelCache> log)
    : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<UnitId, Place> places = [];
    private long clock;

    /// <summary>Number of models in memory.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return places.Values.Count(place => place.Model is not null);
        }
    }

    /// <summary>Does something with the model of a row, or with a newer one, or with an older one while this one is loaded.</summary>
    public async Task<T> UseAsync<T>(RankingRow row, Func<LoadedModel, Task<T>> use, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (held, loading) = Take(row);
            if (held is null)
            {
                await loading!.WaitAsync(cancellationToken); // there is one where nothing is held
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
            foreach (var place in places.Values)
                place.Model?.Dispose();
            places.Clear();
        }
    }

    private (LoadedModel? Held, Task? Loading) Take(RankingRow row)
    {
        lock (gate)
        {
            var unit = new UnitId(row.Coin, row.Timeframe);
            if (!places.TryGetValue(unit, out var place))
                places[unit] = place = new Place();
            place.Used = ++clock;
            if (place.Model?.Row.AsOf >= row.AsOf && place.Model.TryHold())
                return (place.Model, null);
            if (place.Loading is null || place.Loading.IsCompleted)
                place.Loading = Task.Run(() => LoadAsync(unit, place, row));
            return place.Model?.TryHold() == true ? (place.Model, null) : (null, place.Loading);
        }
    }

    private async Task LoadAsync(UnitId unit, Place place, RankingRow row)
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
            LogFailure(unit, row.RunId, exception.Message);
            throw;
        }
        lock (gate)
        {
            if (!places.TryGetValue(unit, out var current) || current != place || place.Model?.Row.AsOf > row.AsOf)
            {
                model.Dispose(); // put away, or overtaken, in the meantime
                return;
            }
            place.Model?.Dispose();
            place.Model = model;
            place.Used = ++clock; // others were used while it was loaded: it must not be the first to go
            Evict();
        }
        LogLoaded(unit, row.RunId);
    }

    private void Evict()
    {
        while (places.Values.Count(place => place.Model is not null) > options.Value.WarmModels)
        {
            var (unit, oldest) = places.Where(pair => pair.Value.Model is not null).MinBy(pair => pair.Value.Used);
            oldest.Model!.Dispose(); // filtered above
            places.Remove(unit);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Unit}: the model of run {Run} is loaded")]
    private partial void LogLoaded(UnitId unit, string run);

    [LoggerMessage(2, LogLevel.Error, "{Unit}: the model of run {Run} cannot be loaded: {Reason}")]
    private partial void LogFailure(UnitId unit, string run, string reason);

    private sealed class Place
    {
        public LoadedModel? Model { get; set; }

        public Task? Loading { get; set; }

        public long Used { get; set; }
    }
}

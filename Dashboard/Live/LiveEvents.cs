using Huracan.Contracts.Http;

namespace Huracan.Dashboard.Live;

/// <summary>Passes the events of the API on to every open page.</summary>
internal sealed class LiveEvents
{
    private const int Capacity = 50;
    private const int MostAlerts = 5;
    private readonly Lock gate = new();
    private readonly LinkedList<ClusterEvent> latest = [];
    private readonly LinkedList<ClusterEvent> alerts = [];

    /// <summary>Raised with each event, and with null when the connection opens or is lost.</summary>
    public event Action<ClusterEvent?>? Changed;

    public bool Connected { get; private set; }

    /// <summary>Why there is no connection.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The latest events that are more than progress, the newest first.</summary>
    public IReadOnlyList<ClusterEvent> Latest
    {
        get
        {
            lock (gate)
                return [.. latest];
        }
    }

    /// <summary>The latest alerts, the newest first. The units of a run soon push them out of the latest events.</summary>
    public IReadOnlyList<ClusterEvent> Alerts
    {
        get
        {
            lock (gate)
                return [.. alerts];
        }
    }

    public void Publish(ClusterEvent @event)
    {
        lock (gate)
        {
            if (EventText.IsNews(@event))
                Add(latest, @event, Capacity);
            if (@event.Kind == "alert")
                Add(alerts, @event, MostAlerts);
        }
        Changed?.Invoke(@event.Kind == "cut" ? null : @event); // the missed events may affect every page
    }

    public void Connect()
    {
        (Connected, Error) = (true, "");
        Changed?.Invoke(null); // events in between were missed, so every page reloads
    }

    public void Disconnect(string error)
    {
        var changed = Connected || Error != error;
        (Connected, Error) = (false, error);
        if (changed)
            Changed?.Invoke(null);
    }

    private static void Add(LinkedList<ClusterEvent> events, ClusterEvent @event, int capacity)
    {
        events.AddFirst(@event);
        if (events.Count > capacity)
            events.RemoveLast();
    }
}

using Huracan.Contracts.Http;

namespace Huracan.Dashboard.Live;

/// <summary>Passes the events of the API on to every open page.</summary>
internal sealed class LiveEvents
{
    private const int Capacity = 50;
    private readonly Lock gate = new();
    private readonly LinkedList<ClusterEvent> latest = [];

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

    public void Publish(ClusterEvent @event)
    {
        if (EventText.IsNews(@event))
        {
            lock (gate)
            {
                latest.AddFirst(@event);
                if (latest.Count > Capacity)
                    latest.RemoveLast();
            }
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
}

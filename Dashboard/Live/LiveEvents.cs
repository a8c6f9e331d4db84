using Huracan.Contracts.Http;

namespace Huracan.Dashboard.Live;

/// <summary>What the one connection to the API's events brings, for every page that is open.</summary>
internal sealed class LiveEvents
{
    private const int Remembered = 50;
    private readonly Lock gate = new();
    private readonly LinkedList<ClusterEvent> latest = [];

    /// <summary>Something happened; null where only the connection came or went.</summary>
    public event Action<ClusterEvent?>? Changed;

    public bool Connected { get; private set; }

    /// <summary>Why there is no connection.</summary>
    public string Error { get; private set; } = "";

    /// <summary>The latest events that say more than that work goes on, the newest first.</summary>
    public IReadOnlyList<ClusterEvent> Latest
    {
        get
        {
            lock (gate)
                return [.. latest];
        }
    }

    public void Publish(ClusterEvent happened)
    {
        if (EventText.IsNews(happened))
        {
            lock (gate)
            {
                latest.AddFirst(happened);
                if (latest.Count > Remembered)
                    latest.RemoveLast();
            }
        }
        Changed?.Invoke(happened.Kind == "cut" ? null : happened); // what was missed may concern everyone
    }

    public void Connect()
    {
        (Connected, Error) = (true, "");
        Changed?.Invoke(null); // what happened in between was missed: everyone looks again
    }

    public void Disconnect(string why)
    {
        var news = Connected || Error != why;
        (Connected, Error) = (false, why);
        if (news)
            Changed?.Invoke(null);
    }
}

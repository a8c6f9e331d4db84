using Huracan.Contracts.Http;

namespace Huracan.Api.Events;

/// <summary>Somebody in this process who follows what happens in the cluster.</summary>
internal interface IEventSink
{
    /// <summary>The place after which events will be told.</summary>
    void Begin(string last);

    /// <summary>What has happened since, in order; never empty.</summary>
    void Take(IReadOnlyList<ClusterEvent> events);
}

using Huracan.Contracts.Http;

namespace Huracan.Api.Events;

/// <summary>Receives the events of the cluster within this process.</summary>
internal interface IEventSink
{
    /// <summary>Events after this id will follow.</summary>
    void Begin(string last);

    /// <summary>The next events in order; never empty.</summary>
    void Handle(IReadOnlyList<ClusterEvent> events);
}

using System.Collections.Immutable;
using Huracan.AppHost.Hosting;

namespace Huracan.AppHost.Local;

/// <summary>A process of this machine in the place of a container.</summary>
internal static class LocalProcess
{
    private const string ServedBy = "served.by";

    /// <summary>
    /// Lets a process serve what a container would. The container's resource stays what others refer to, with its endpoint, health check,
    /// databases and connection string; the process, a resource below it, gives it its state.
    /// </summary>
    /// <param name="container">A resource with one endpoint, <c>tcp</c>.</param>
    /// <param name="program">The program and the arguments that stand before all others.</param>
    /// <param name="folder">Its current folder.</param>
    /// <param name="description">What serves the resource, for people to read.</param>
    public static IResourceBuilder<ExecutableResource> RunAsProcess<T>(
        this IResourceBuilder<T> container, (string Program, string[] Arguments) program, string folder, string description)
        where T : ContainerResource, IResourceWithConnectionString
    {
        var builder = container.ApplicationBuilder;
        // Without an image it is a resource whose state its owner must publish, which is done below.
        container.Resource.Annotations.Remove(container.Resource.Annotations.OfType<ContainerImageAnnotation>().Single());
        container.WithEndpoint("tcp", x => (x.IsProxied, x.TargetPort, x.TargetHost) = (false, null, "127.0.0.1"));
        var process = builder.AddExecutable($"{container.Resource.Name}-process", program.Program, folder, program.Arguments)
            .WithAnnotation(container.Resource.Annotations.OfType<EndpointAnnotation>().Single(x => x.Name == "tcp"))
            .WithParentRelationship(container.Resource)
            .WithRestart()
            .OnBeforeResourceStarted(async (_, starting, cancellationToken) =>
            {
                foreach (var resource in Family())
                    await builder.Eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, starting.Services), cancellationToken);
            });
        container.WithAnnotation(new ServedByAnnotation(description))
            .OnInitializeResource((_, initialize, cancellationToken) => MirrorAsync(initialize.Notifications, cancellationToken));
        return process;

        IEnumerable<IResource> Family() =>
            builder.Resources.OfType<IResourceWithParent>().Where(x => x.Parent == container.Resource)
                .Prepend<IResource>(container.Resource);

        async Task MirrorAsync(ResourceNotificationService notifications, CancellationToken cancellationToken)
        {
            await foreach (var change in notifications.WatchAsync(cancellationToken))
            {
                if (change.Resource != process.Resource)
                    continue;
                foreach (var resource in Family())
                    await notifications.PublishUpdateAsync(
                        resource, x => x with { State = change.Snapshot.State, Properties = Described(x.Properties) });
            }
        }

        ImmutableArray<ResourcePropertySnapshot> Described(ImmutableArray<ResourcePropertySnapshot> properties) =>
            [.. properties.Where(x => x.Name != ServedBy), new ResourcePropertySnapshot(ServedBy, description)];
    }
}

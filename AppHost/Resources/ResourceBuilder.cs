namespace Huracan.AppHost.Resources;

internal sealed record ResourceBuilder<T>(T Resource, ICollection<IResource> Siblings) : IResourceBuilder<T>
    where T : IResource;

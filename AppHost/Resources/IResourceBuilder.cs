namespace Huracan.AppHost.Resources;

/// <summary>A part while the application is put together.</summary>
public interface IResourceBuilder<out T>
    where T : IResource
{
    T Resource { get; }
}

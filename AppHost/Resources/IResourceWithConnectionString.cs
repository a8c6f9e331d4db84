namespace Huracan.AppHost.Resources;

/// <summary>A part that others reach by a connection string, told to them as <c>ConnectionStrings__name</c>.</summary>
public interface IResourceWithConnectionString : IResource
{
    /// <summary>Waits until the string is known; null when the part does not exist on this machine.</summary>
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default);
}

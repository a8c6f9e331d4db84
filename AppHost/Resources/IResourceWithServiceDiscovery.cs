namespace Huracan.AppHost.Resources;

/// <summary>A part that others call by its name, told to them as <c>services__name__http__0</c>.</summary>
public interface IResourceWithServiceDiscovery : IResource
{
    /// <summary>One address per replica, the same through every restart.</summary>
    IReadOnlyList<Uri> Endpoints { get; }
}

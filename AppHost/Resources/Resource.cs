namespace Huracan.AppHost.Resources;

/// <summary>What every part has: a name and those it waits for.</summary>
public abstract class Resource(string name) : IResource
{
    public string Name { get; } = name;

    public ICollection<IResource> Waits { get; } = [];
}

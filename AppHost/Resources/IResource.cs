namespace Huracan.AppHost.Resources;

/// <summary>A part of the application, known by its name.</summary>
public interface IResource
{
    string Name { get; }

    /// <summary>The parts that must be ready before this one starts.</summary>
    ICollection<IResource> Waits { get; }
}

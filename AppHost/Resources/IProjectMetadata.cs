namespace Huracan.AppHost.Resources;

/// <summary>Where a project of ours lies.</summary>
public interface IProjectMetadata
{
    /// <summary>Full path of the project file.</summary>
    string ProjectPath { get; }
}

namespace Huracan.Cli.Doctor;

/// <summary>A package that brings assemblies.</summary>
/// <param name="Name">Its name in the registry.</param>
/// <param name="Version">The version that was restored.</param>
/// <param name="Assemblies">Their file names.</param>
public sealed record Package(string Name, string Version, IReadOnlyList<string> Assemblies);

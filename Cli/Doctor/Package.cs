namespace Huracan.Cli.Doctor;

/// <summary>A NuGet package with assemblies.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">The version that was restored.</param>
/// <param name="Assemblies">Their file names.</param>
public sealed record Package(string Name, string Version, IReadOnlyList<string> Assemblies);

namespace Huracan.Cli.Factory;

/// <summary>Where the champions of a factory's run are: <c>champions.json</c> in its folder.</summary>
/// <param name="Path">The folder, from that of the output.</param>
internal sealed record ChampionFolder(string Path);

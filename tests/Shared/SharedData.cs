namespace Huracan.Tests;

/// <summary>Where the sets of real data lie that the project may be tested with but does not carry.</summary>
internal static class SharedData
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared"));

    public static string Candles => Path.Combine(Root, "data", "candles");

    public static string Spot => Path.Combine(Root, "data", "candles_spot");
}

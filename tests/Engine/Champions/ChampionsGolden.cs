using System.Text.Json;

namespace Huracan.Tests.Engine.Champions;

/// <summary>Reference values of <c>tests/Golden/champions</c>.</summary>
internal static class ChampionsGolden
{
    public static JsonElement Root { get; } = JsonDocument.Parse(
        File.ReadAllText(Repository.Golden("champions", "tests.json"))).RootElement;

    public static double[] Series(string name) => [.. Root.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}

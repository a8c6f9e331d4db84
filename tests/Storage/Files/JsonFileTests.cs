using Huracan.Contracts;
using Huracan.Storage.Files;

namespace Huracan.Tests.Storage.Files;

public class JsonFileTests
{
    private sealed record Content(UnitId Unit);

    [Fact]
    public void A_file_is_read_and_a_missing_or_damaged_one_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.json"], """{ "unit": "BTCUSDT/1h" }""");
        File.WriteAllText(folder["z.json"], "{");

        Assert.Equal("BTCUSDT", JsonFile.Read<Content>(folder["x.json"]).Unit.Coin);
        Assert.StartsWith($"{folder["y.json"]} cannot be read", Refusal("y.json"), StringComparison.Ordinal);
        Assert.StartsWith($"{folder["z.json"]}, line 1", Refusal("z.json"), StringComparison.Ordinal);

        string Refusal(string name) => Assert.Throws<InputRefusedException>(() => JsonFile.Read<Content>(folder[name])).Message;
    }
}

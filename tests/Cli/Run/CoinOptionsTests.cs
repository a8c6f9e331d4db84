using System.CommandLine;
using Huracan.Cli.Run;
using Huracan.Contracts;

namespace Huracan.Tests.Cli.Run;

public sealed class CoinOptionsTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public void A_file_names_the_coins_in_its_order() =>
        Assert.Equal(["ETHUSDT", "BTCUSDT", "1000PEPEUSDT"], Read("""["ETHUSDT", "BTCUSDT", "1000PEPEUSDT"]"""));

    [Fact]
    public void Without_either_option_nothing_is_said_and_all_means_every_coin()
    {
        Assert.Null(Parse());
        Assert.Equal([], Parse("--coins", "all"));
        Assert.Equal(["A", "B"], Parse("--coins", "A, B"));
    }

    [Fact]
    public void Both_options_together_are_refused() =>
        Assert.Contains("give one of the two", Refusal(() => Parse("--coins", "BTCUSDT", "--symbols", file)), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_its_path() =>
        Assert.Contains(
            "--symbols is /nowhere.json; there is no such file", Refusal(() => Parse("--symbols", "/nowhere.json")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("", ", line 1, byte 1: this is not JSON")]
    [InlineData("BTCUSDT,ETHUSDT", ", line 1, byte 1: this is not JSON")]
    [InlineData("[\"BTCUSDT\",\n  \"ETHUSDT\"\n", ", line 3, byte 1: this is not JSON")]
    [InlineData("{\"coins\": [\"BTCUSDT\"]}", " holds an object; it must be a list of symbols")]
    [InlineData("null", " holds null; it must be a list")]
    [InlineData("[]", " is an empty list")]
    [InlineData("[\"BTCUSDT\", 7]", ", entry 2 is the number 7; it must be a symbol in quotes")]
    [InlineData("[null]", ", entry 1 is null; it must be a symbol in quotes")]
    [InlineData("[\"BTCUSDT\", \"btc/usdt\"]", ", entry 2 is 'btc/usdt'; a symbol is 2 to 30 capital letters and digits")]
    [InlineData("[\"BTCUSDT\\n\"]", ", entry 1 is 'BTCUSDT\n'; a symbol is")]
    [InlineData("[\"BTCUSDT\", \"ETHUSDT\", \"BTCUSDT\"]", ", entry 3 is 'BTCUSDT', which is there before")]
    public void An_invalid_file_is_refused_with_its_place_and_the_rule(string content, string words) =>
        Assert.Contains(file + words, Refusal(() => Read(content)), StringComparison.Ordinal);

    [Fact]
    public void Every_invalid_entry_is_reported()
    {
        var message = Refusal(() => Read("""["a", 1, "BTCUSDT"]"""));

        Assert.Contains("entry 1", message, StringComparison.Ordinal);
        Assert.Contains("entry 2", message, StringComparison.Ordinal);
    }

    public void Dispose() => File.Delete(file);

    private static string Refusal(Func<object?> act) => Assert.Throws<InputRefusedException>(act).Message;

    private List<string>? Read(string content)
    {
        File.WriteAllText(file, content);
        return Parse("--symbols", file);
    }

    private static List<string>? Parse(params string[] arguments)
    {
        var options = new CoinOptions();
        var command = new Command("run");
        foreach (var option in options.All)
            command.Add(option);
        return options.Read(command.Parse(arguments));
    }
}

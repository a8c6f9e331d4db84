using Huracan.AppHost.Status;

namespace Huracan.Tests.AppHost.Status;

public class LogLineTests
{
    private const string Record = """{"time":"2026-01-02T03:04:05.678Z","level":"warn","category":"X","message":"Unit BTCUSDT/15m is late","fields":{"Unit":"BTCUSDT/15m","Attempt":3},"exception":"System.Exception: why\n   at Y"}""";

    [Fact]
    public void A_record_becomes_a_line_with_what_the_message_does_not_say() =>
        Assert.Equal("03:04:05.678 warn  Unit BTCUSDT/15m is late  Attempt=3\nSystem.Exception: why\n   at Y", LogLine.Render(Record, colours: false));

    [Fact]
    public void Colours_only_where_they_are_wanted()
    {
        Assert.Contains("\e[33mwarn", LogLine.Render(Record, colours: true), StringComparison.Ordinal);
        Assert.DoesNotContain('\e', LogLine.Render(Record, colours: false));
    }

    [Theory]
    [InlineData("LOG:  database system is ready")]
    [InlineData("{ not json")]
    [InlineData("{\"other\":1}")]
    public void Anything_else_stays_as_it_is(string line) => Assert.Equal(line, LogLine.Render(line, colours: true));

    [Fact]
    public void What_moves_the_cursor_is_taken_out()
    {
        Assert.Equal("a[2Jb", LogLine.Render("a\e[2Jb", colours: true));
        Assert.DoesNotContain('\e', LogLine.Render("""{"level":"info","message":"\u001b[2J"}""", colours: false));
    }
}

using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Storage.Runs;

namespace Huracan.Tests.Storage.Runs;

public sealed class OpenedTestFilesTests : IDisposable
{
    private static readonly UnitId Unit = new("BTCUSDT", Timeframe.H1);
    private static readonly OpenedTest Test = new(
        "20260101T000000Z-00000000", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1), "binance spot", "specification", 4)
    {
        Unit = Unit,
        At = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        BarMarks = "0123456789abcdef",
    };

    private readonly TemporaryFolder folder = new();

    private OpenedTestFiles Files => new(folder["opened_tests"]);

    [Fact]
    public void All_that_was_tried_is_read_by_the_time_of_its_first_look()
    {
        var later = Test with { RunId = "20251231T000000Z-00000000", At = Test.At.AddHours(1), Candidates = 2 };
        var other = Test with { Unit = new UnitId("ETHUSDT", Timeframe.H1) };
        Files.Add(later);
        Files.Add(Test);
        Files.Add(Test with { At = Test.At.AddDays(1) }); // resumed
        Files.Add(other);

        Assert.Equal([Test, other, later], Files.All());
    }

    [Fact]
    public void Each_specification_that_a_run_tries_stays_and_the_same_again_is_one()
    {
        var second = Test with { Specification = "specification, other epochs" };
        Files.Add(Test);
        Files.Add(second);
        Files.Add(Test with { PValue = 0.25, IsPromising = true }); // judged

        Assert.Equal([Test with { PValue = 0.25, IsPromising = true }, second], Files.All());
    }

    [Fact]
    public void A_verdict_stays_until_there_is_another_one()
    {
        var judged = Test with { PValue = 0.25, IsPromising = true };
        Files.Add(judged);

        Files.Add(Test with { Candidates = 5 }); // traded again, and not judged again yet
        Assert.Equal([judged with { Candidates = 5 }], Files.All());

        Files.Add(Test with { IsPromising = false });
        Assert.Equal([Test with { Candidates = 5, IsPromising = false }], Files.All());
    }

    [Fact]
    public void Nothing_is_lost_where_many_are_added_at_once()
    {
        Parallel.For(0, 64, i => Files.Add(Test with { Specification = $"specification {i % 32}" }));

        Assert.Equal(32, Files.All().Count);
    }

    [Fact]
    public void Files_of_earlier_versions_count()
    {
        folder.Write(
            $"opened_tests/BTCUSDT/1h/{Test.RunId}.json",
            $$"""
            {"run_id": "{{Test.RunId}}", "from": "1970-01-01T00:00:00+00:00", "to": "1971-01-01T00:00:00+00:00", "market": "data/candles",
             "specification": "specification", "candidates": 4}
            """);

        Assert.Equal([Test with { Market = "data/candles", BarMarks = "" }], Files.All());
    }

    [Theory]
    [InlineData("notes.json")]
    [InlineData("BTCUSDT/notes.json")]
    [InlineData("BTCUSDT/1h/notes.json")]
    [InlineData("BTCUSDT/1h/20260101T000000Z-00000000.0123456789abcdef.copy.json")]
    [InlineData("BTCUSDT/1h/20260101T000000Z-00000000.copy.json")]
    [InlineData("BTCUSDT/1h/20260101T000000Z-00000000.json~")]
    [InlineData("BTCUSDT/1h/.20260101T000000Z-00000000.json.1-1.tmp")]
    [InlineData("BTCUSDT/lost/20260101T000000Z-00000000.json")]
    public void What_it_did_not_name_is_left_out(string name)
    {
        Files.Add(Test);
        folder.Write($"opened_tests/{name}", "not an entry");

        Assert.Equal([Test], Files.All());
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        var path = folder.Write($"opened_tests/BTCUSDT/1h/{Test.RunId}.json", "{\"run_id\": 3}");

        var refused = Assert.Throws<InputRefusedException>(Files.All);

        Assert.StartsWith(path, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}

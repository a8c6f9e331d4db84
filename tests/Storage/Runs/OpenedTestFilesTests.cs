using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Storage.Runs;

namespace Huracan.Tests.Storage.Runs;

public sealed class OpenedTestFilesTests : IDisposable
{
    private static readonly UnitId Unit = new("BTCUSDT", Timeframe.H1);
    private static readonly OpenedTest Test = new(
        "20260101T000000Z-00000000", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1), "data/candles", "specification", 4);

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_run_sees_what_the_runs_before_it_tried_and_not_itself_or_later_ones()
    {
        var files = new OpenedTestFiles(folder["opened_tests"]);
        var later = Test with { RunId = "20260102T000000Z-00000000", Candidates = 2 };
        files.Add(Unit, later);
        files.Add(Unit, Test);
        files.Add(Unit, Test); // resumed
        files.Add(new UnitId("ETHUSDT", Timeframe.H1), Test);

        Assert.Empty(files.Before(Unit, Test.RunId));
        Assert.Equal([Test], files.Before(Unit, later.RunId));
        Assert.Equal([Test, later], files.Before(Unit, "20260103T000000Z-00000000"));
        Assert.Empty(files.Before(new UnitId("BTCUSDT", Timeframe.H4), later.RunId));
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        var files = new OpenedTestFiles(folder["opened_tests"]);
        files.Add(Unit, Test);
        var path = folder.Write($"opened_tests/BTCUSDT/1h/{Test.RunId}.json", "{\"run_id\": 3}");

        var refused = Assert.Throws<InputRefusedException>(() => files.Before(Unit, "9"));

        Assert.StartsWith(path, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}

using Bunit;
using Huracan.Contracts;
using Huracan.Contracts.TrackRecord;
using Huracan.Dashboard.TrackRecord;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.TrackRecord;

public class TrackRecordPageTests : Rendering
{
    [Fact]
    public void Each_unit_shows_forecasts_and_trades_apart()
    {
        Api.Add("track-record/units", List<UnitRecordRow>(
            new("AAAUSDT", Timeframe.H1, 120, 0.4567, 30, 0.5, 4.25, 10, -1.5, 0),
            new("BBBUSDT", Timeframe.H4, 3, null, 0, null, null, 0, null, 0)));

        var page = RenderAt<TrackRecordPage>("track-record");

        Assert.Equal(
            [
                ["AAAUSDT", "1h", "120", "0.457", "30", "0.500", "4.2", "10", "-1.5"],
                ["BBBUSDT", "4h", "3", "–", "0", "–", "–", "0", "–"],
            ],
            page.FindAll(".grid tbody tr").Select(row => Cells(row).ToArray()));
    }

    [Fact]
    public void Without_outcomes_the_page_says_where_they_come_from()
    {
        Api.Add("track-record/units", List<UnitRecordRow>());

        Assert.Contains("Market__Source", RenderAt<TrackRecordPage>("track-record").Find(".empty").TextContent, StringComparison.Ordinal);
    }
}

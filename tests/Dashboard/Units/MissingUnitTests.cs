using System.Net;
using Bunit;
using Huracan.Dashboard.Units;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Units;

public class MissingUnitTests : Rendering
{
    [Fact]
    public void A_unit_that_no_run_has_had_says_so_and_offers_to_start_one()
    {
        Api.AddProblem("units/NOCOIN/1h", HttpStatusCode.NotFound, "Not Found", "No run has had a unit NOCOIN/1h.");

        var page = RenderUnit("NOCOIN", "1h");

        Assert.Contains("No run has had a unit NOCOIN/1h", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal(["runs?new=true", "models"], page.FindAll(".empty a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void An_invalid_timeframe_is_not_requested()
    {
        var page = RenderUnit("BTCUSDT", "7x");

        Assert.Contains("'7x' is no timeframe", page.Find(".notice").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<UnitPage> RenderUnit(string coin, string timeframe) =>
        RenderAt<UnitPage>(
            $"units/{coin}/{timeframe}", parameters => parameters.Add(shown => shown.Coin, coin).Add(shown => shown.Timeframe, timeframe));
}

using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Models;

public class ModelsDownloadTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task The_file_holds_the_rows_that_are_shown()
    {
        var page = await OpenAsync("/models");
        await Expect(page.Locator(".grid .score").First).ToBeVisibleAsync();
        await page.GetByLabel("Timeframe").SelectOptionAsync("4h");
        await page.GetByLabel("Search").FillAsync("btc");
        await Expect(page.Locator(".grid .score")).ToHaveCountAsync(1);
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("CSV").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("coin,timeframe,score,tier,action", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("BTCUSDT,4h,", lines[1], StringComparison.Ordinal);
    }
}

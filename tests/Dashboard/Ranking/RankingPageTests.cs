using System.Globalization;
using Huracan.Tests.Dashboard.Harness;
using Microsoft.Playwright;

namespace Huracan.Tests.Dashboard.Ranking;

public class RankingPageTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task The_ranking_starts_with_the_best_and_is_sorted_by_a_click()
    {
        var page = await OpenAsync("/ranking");
        await Expect(page.Locator(".grid .score").First).ToBeVisibleAsync();
        var scores = await ScoresAsync(page);
        Assert.True(scores.Count >= 4, $"{scores.Count} scores");
        Assert.Equal(scores.OrderDescending(), scores);
        await ShootAsync(page, "ranking");
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Score" }).First.ClickAsync();
        await Expect(page.Locator(".grid .score .number").First).ToHaveTextAsync(scores.Min().ToString("N1", CultureInfo.InvariantCulture));
        var sorted = await ScoresAsync(page);
        Assert.Equal(sorted.Order(), sorted);
    }

    [BrowserFact]
    public async Task Filters_and_search_leave_what_fits_and_the_file_holds_the_same()
    {
        var page = await OpenAsync("/ranking");
        await Expect(page.Locator(".grid .score").First).ToBeVisibleAsync();
        await page.GetByLabel("Timeframe").SelectOptionAsync("4h");
        await page.GetByLabel("Search").FillAsync("btc");
        await Expect(page.Locator(".grid .score")).ToHaveCountAsync(1);
        await Expect(page.Locator(".grid tbody")).ToContainTextAsync("BTCUSDT");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("CSV").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("coin,timeframe,score,tier,action", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("BTCUSDT,4h,", lines[1], StringComparison.Ordinal);
        await page.GetByLabel("Search").FillAsync("nothing like it");
        await Expect(page.GetByText("No unit fits the filter.")).ToBeVisibleAsync();
    }

    private static async Task<List<double>> ScoresAsync(IPage page) =>
        [
            .. (await page.Locator(".grid .score .number").AllInnerTextsAsync())
                .Select(text => double.Parse(text, CultureInfo.InvariantCulture))
        ];
}

using System.Globalization;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Units;

public class UnitPageTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task A_scored_unit_shows_its_chart_with_trades_its_matrix_its_metrics_and_its_files()
    {
        var page = await OpenAsync("/models");
        await page.Locator(".grid tbody a").First.ClickAsync();
        await Expect(page.Locator(".chart canvas").First).ToBeVisibleAsync();
        await Expect(page.Locator(".chart[data-candles]")).ToHaveCountAsync(1);
        var chart = page.Locator(".chart");
        Assert.True(int.Parse(await chart.GetAttributeAsync("data-candles") ?? "0", CultureInfo.InvariantCulture) > 100);
        var trades = int.Parse(await chart.GetAttributeAsync("data-trades") ?? "0", CultureInfo.InvariantCulture);
        Assert.True(trades > 0, "The best unit has traded.");
        await Expect(page.Locator(".facts")).ToContainTextAsync($"Trades{trades}");
        await Expect(page.Locator(".facts")).ToContainTextAsync("Net return a trade");
        await Expect(page.Locator(".facts")).ToContainTextAsync(" USDT");
        Assert.Equal(9, await page.Locator(".matrix .hit, .matrix .miss").CountAsync());
        await Expect(page.GetByText("Balanced accuracy")).ToBeVisibleAsync();
        await Expect(page.GetByText("Sharpe, annual")).ToBeVisibleAsync();
        Assert.Equal(Math.Min(trades, 15), await page.Locator(".trades tbody tr").CountAsync());
        await Expect(page.Locator(".changes tbody tr").First).ToContainTextAsync("BACKTESTING → SCORED");
        await Expect(page.Locator(".changes tbody tr").First).ToContainTextAsync("silo-a");
        await ShootAsync(page, "unit");
        var model = (await page.Locator(".facts div", new() { HasText = "Model" }).Locator("dd").InnerTextAsync()).Replace(' ', '/');
        await page.Locator("summary", new() { HasText = "files, " }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.Locator("details a", new() { HasText = $"/{model}/trades.csv" }).ClickAsync());
        Assert.Equal(trades, (await File.ReadAllLinesAsync(await download.PathAsync())).Length - 1);
    }

    [BrowserFact]
    public async Task A_report_may_run_no_script_in_the_name_of_the_dashboard()
    {
        var page = await OpenAsync("/units/BTCUSDT/1h");
        await page.Locator("summary", new() { HasText = "files, " }).ClickAsync();
        var report = await page.Locator("details a", new() { HasText = "report.html" }).GetAttributeAsync("href");
        var answer = await page.GotoAsync(report!); // the list has it
        Assert.Equal(200, answer!.Status); // a navigation has an answer
        Assert.Contains("sandbox", answer.Headers["content-security-policy"], StringComparison.Ordinal);
        await Expect(page.Locator("h1")).ToContainTextAsync("BTCUSDT/1h");

        await page.GotoAsync($"/runs/{Site.RunId}");
        var link = await page.Locator(".facts a", new() { HasText = "Page" }).GetAttributeAsync("href");
        var run = await page.GotoAsync($"/{link}");
        Assert.Equal(200, run!.Status); // as above
        Assert.Contains("sandbox", run.Headers["content-security-policy"], StringComparison.Ordinal);
        await Expect(page.Locator("h1")).ToContainTextAsync($"Run {Site.RunId}");
        await Expect(page.GetByText("Regime map of the test parts")).ToBeVisibleAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "BTCUSDT/1h", Exact = true }).First.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("BTCUSDT/1h");
    }
}

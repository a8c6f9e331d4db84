using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Layout;

public class PageWidthTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public Task Every_page_fits_390_pixels() => AllFitAsync(390, 844, "-narrow");

    [BrowserFact]
    public Task Every_page_fits_1280_pixels() => AllFitAsync(1280, 900, "-wide");

    private async Task AllFitAsync(int width, int height, string suffix)
    {
        var pages = new (string Path, string Waits, string Name)[]
        {
            ("/", ".tiles", "overview"), ("/runs?new=true", ".grid", "runs"), ($"/runs/{Site.RunId}", ".grid", "run"),
            ("/models", ".grid .score", "models"), ("/champions", ".grid .score", "champions"),
            ("/champions/SIM001USDT/1h/4h", ".facts", "champion"),
            ("/do-not-trade", ".grid tbody a", "do-not-trade"), ("/market", ".empty", "market"),
            ("/daily", ".empty", "daily"),
            ("/factory", ".grid tbody a", "factory"), ($"/factory/{Site.RunId}", ".grid tbody a", "factory-report"),
            ("/units/BTCUSDT/1h", ".chart[data-candles]", "unit"),
        };
        var page = await OpenAsync(pages[0].Path, width, height);
        foreach (var (path, waits, name) in pages)
        {
            await ShowAsync(page, path);
            await Expect(page.Locator(waits).First).ToBeVisibleAsync();
            await ShootAsync(page, $"{name}{suffix}");
        }
    }
}

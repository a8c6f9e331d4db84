using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Layout;

public class NarrowTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task Every_page_fits_390_pixels()
    {
        var pages = new (string Path, string Waits, string Name)[]
        {
            ("/", ".tiles", "overview"), ("/runs?new=true", ".grid", "runs"), ($"/runs/{Site.RunId}", ".grid", "run"),
            ("/ranking", ".grid .score", "ranking"),
            ("/do-not-trade", ".grid", "do-not-trade"), ("/units/BTCUSDT/1h", ".chart[data-candles]", "unit"),
        };
        foreach (var (path, waits, name) in pages)
        {
            var page = await OpenAsync(path, width: 390, height: 844);
            await Expect(page.Locator(waits).First).ToBeVisibleAsync();
            await ShootAsync(page, $"{name}-narrow");
        }
    }
}

using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Overview;

public class OverviewPageTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task The_overview_counts_actions_and_shows_silos_and_what_happened()
    {
        var page = await OpenAsync("/");
        await Expect(page.Locator(".live")).ToHaveTextAsync("Live");
        await Expect(page.Locator("main")).ToContainTextAsync("silo-a");
        await Expect(page.Locator(".events tbody tr").First).ToBeVisibleAsync();
        await Expect(page.Locator(".events tbody")).ToContainTextAsync("decided ");
        var counts = await page.Locator(".tiles div:has(.badge) dd").AllInnerTextsAsync();
        Assert.Equal(4, counts.Count);
        Assert.True(counts.Sum(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)) >= 6, string.Join(' ', counts));
        await ShootAsync(page, "overview");
    }
}

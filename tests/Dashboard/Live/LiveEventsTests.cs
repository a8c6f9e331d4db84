using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Live;

public class LiveEventsTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task The_overview_is_connected_and_shows_the_silo_the_scored_units_and_their_decisions()
    {
        var page = await OpenAsync("/");
        await Expect(page.Locator(".live")).ToHaveTextAsync("Live");
        await Expect(page.Locator("main")).ToContainTextAsync("silo-a");
        await Expect(page.Locator(".events tbody")).ToContainTextAsync("decided ");
        var counts = await page.Locator(".tiles div:has(.badge) dd").AllInnerTextsAsync();
        Assert.Equal(4, counts.Count);
        Assert.True(counts.Sum(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)) >= 6, string.Join(' ', counts));
    }
}

using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Champions;

public class ChampionBrowsingTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task The_list_leads_to_the_champion_and_the_do_not_trade_list_names_it()
    {
        var page = await OpenAsync("/");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Champions", Exact = true }).ClickAsync();
        await page.Locator(".grid a.id").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("SIM001USDT/1h 4h ahead");
        await Expect(page.Locator(".evidence")).ToContainTextAsync("No test decided");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Do not trade", Exact = true }).ClickAsync();
        await Expect(page.Locator(".grid tbody a", new() { HasText = "SIM001USDT/1h" }).First).ToBeVisibleAsync();
    }
}

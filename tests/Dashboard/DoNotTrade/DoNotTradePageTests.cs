using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.DoNotTrade;

public class DoNotTradePageTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task What_is_barred_stands_there_with_rule_value_threshold_and_reason_and_is_found_by_search()
    {
        var page = await OpenAsync("/do-not-trade");
        var rows = page.Locator(".grid tbody tr");
        await Expect(rows.First).ToContainTextAsync("USDT/");
        await ShootAsync(page, "do-not-trade");
        var first = (await rows.First.Locator("a").InnerTextAsync()).Trim();
        await page.GetByLabel("Search").FillAsync(first);
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(rows.First).ToContainTextAsync(first);
        await Expect(rows.First).ToContainTextAsync("score");
        // LOW for money, HIGH where on paper only
        Assert.Contains(await rows.First.Locator(".number").Nth(1).InnerTextAsync(), new[] { "50.0", "75.0" });
    }
}

using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Layout;

public class ReconnectTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task A_page_that_loses_its_connection_says_so_and_continues_after_reconnecting()
    {
        await using var relay = new Relay(Site.Dashboard);
        var page = await OpenAsync("/models", address: relay.Address, noErrors: false);
        await page.GetByLabel("Search").FillAsync("btc");
        await Expect(page.Locator(".grid .score")).ToHaveCountAsync(2);
        relay.Cut();
        await Expect(page.Locator(".reconnect-box")).ToContainTextAsync("is lost");
        await Expect(page.Locator(".when-show")).ToBeVisibleAsync();
        await ShootAsync(page, "reconnect");
        relay.Restore();
        await Expect(page.Locator(".reconnect")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        Assert.Equal("btc", await page.GetByLabel("Search").InputValueAsync());
        await page.GetByLabel("Search").FillAsync("");
        await Expect(page.Locator(".grid .score").Nth(3)).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task A_page_reloads_after_a_restart_of_the_dashboard()
    {
        var first = await Site.StartDashboardAsync();
        await using var relay = new Relay(first.Address);
        try
        {
            var page = await OpenAsync("/models", address: relay.Address, noErrors: false);
            await page.GetByLabel("Search").FillAsync("btc");
            await Expect(page.Locator(".grid .score")).ToHaveCountAsync(2);
            relay.Cut();
            await first.DisposeAsync();
            await Expect(page.Locator(".when-show")).ToBeVisibleAsync();
            first = await Site.StartDashboardAsync();
            relay.Target = first.Address;
            relay.Restore();
            await Expect(page.Locator(".grid .score").Nth(3)).ToBeVisibleAsync(new() { Timeout = 60_000 }); // anew, so without the search
            Assert.Equal("", await page.GetByLabel("Search").InputValueAsync());
        }
        finally
        {
            await first.DisposeAsync();
        }
    }

    [BrowserFact]
    public async Task Without_the_api_the_page_says_so_and_recovers_when_it_is_there()
    {
        var folder = Directory.CreateTempSubdirectory("huracan-alone-");
        try
        {
            await using var dashboard = await Host.StartAsync(
                "Dashboard", folder.FullName,
                new() { ["HURACAN_STATE"] = Path.Combine(folder.FullName, "dashboard"), ["Api__Address"] = "http://127.0.0.1:9" }, _ =>
                    { });
            var page = await OpenAsync("/", address: dashboard.Address);
            await Expect(page.Locator(".notice")).ToContainTextAsync("Waiting for the API's key");
            await Expect(page.Locator(".live")).ToHaveTextAsync("No events");
            await ShootAsync(page, "no-key");
            Directory.CreateDirectory(Path.Combine(folder.FullName, "api"));
            await File.WriteAllTextAsync(
                Path.Combine(folder.FullName, "api", "api-keys.json"), """[{"id":"x","role":"READER","key":"k"}]""");
            await Expect(page.Locator(".notice")).ToContainTextAsync("The API cannot be reached");
            await page.CloseAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

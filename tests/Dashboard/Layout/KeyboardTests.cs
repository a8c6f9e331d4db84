using Huracan.Tests.Dashboard.Harness;
using Microsoft.Playwright;

namespace Huracan.Tests.Dashboard.Layout;

public class KeyboardTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task A_form_is_opened_filled_and_sent_without_a_mouse()
    {
        var page = await OpenAsync("/runs");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start a run" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Epochs", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Epochs", new() { Exact = true }).FocusAsync();
        await page.Keyboard.TypeAsync("-3");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-field=epochs]")).ToContainTextAsync("epochs");
    }

    [BrowserFact]
    public async Task A_table_is_sorted_and_a_row_opened_without_a_mouse()
    {
        var page = await OpenAsync("/models");
        await Expect(page.Locator(".grid .score").First).ToBeVisibleAsync();
        await page.GetByLabel("Search").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter"); // the first column: coins in order
        await Expect(page.Locator(".grid tbody a").First).ToHaveTextAsync("BTCUSDT");
        await page.Locator(".grid tbody a").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToContainTextAsync("BTCUSDT/");
    }
}

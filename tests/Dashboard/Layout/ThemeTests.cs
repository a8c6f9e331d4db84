using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Layout;

public class ThemeTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task The_theme_is_switched_and_remembered_and_every_page_is_readable_in_the_dark()
    {
        var page = await OpenAsync("/models");
        await Expect(page.Locator(".grid .score").First).ToBeVisibleAsync();
        var light = await LightnessAsync();
        Assert.True(light > 200, $"The light theme's background is {light} of 255.");
        await page.Locator(".top button, .top .rz-button").Last.ClickAsync();
        await UntilAsync(page, "getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0] < 100");
        await UntilAsync(page, "document.cookie.includes('standard-dark')");
        await page.ReloadAsync();
        await Expect(page.Locator(".grid .score").First).ToBeVisibleAsync();
        Assert.True(await LightnessAsync() < 100);
        await ShootAsync(page, "models-dark");
        await page.Locator(".grid tbody a").First.ClickAsync();
        await Expect(page.Locator(".chart[data-candles]")).ToHaveCountAsync(1);
        await ShootAsync(page, "unit-dark");
        await page.GotoAsync("/");
        await Expect(page.Locator(".tiles")).ToBeVisibleAsync();
        await ShootAsync(page, "overview-dark");
        await page.GotoAsync("/runs?new=true");
        await Expect(page.Locator(".grid")).ToBeVisibleAsync();
        await ShootAsync(page, "runs-form-dark");

        async Task<double> LightnessAsync() => await page.EvaluateAsync<double>(
            "(() => { const c = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number); return (c[0] + c[1] + c[2]) / "
                + "3 })()");
    }
}

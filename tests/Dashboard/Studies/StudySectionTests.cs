using System.Globalization;
using System.Text.RegularExpressions;
using Huracan.Tests.Dashboard.Harness;
using Microsoft.Playwright;

namespace Huracan.Tests.Dashboard.Studies;

public partial class StudySectionTests(Site site) : Browsing(site)
{
    private const int Trials = 24;

    private static readonly string Settings = $$"""
        timeframes: [1h]
        models: [xgboost]
        horizons: [4]
        coins: [SIM001USDT]
        train_bars: 3000
        seed: 9
        version: studied
        device: cpu
        simulation: {coins: 1, timeframe: 1h, bars: 6000, seed: 9, signal: {probability: 0.06, horizon: 4, net_sharpe: 9} }
        model_settings: {xgboost: {rounds: 20, max_depth: 3} }
        search: {trials: {{Trials}}, folds: 2, top_n: 2, extend_folds: 2, extend_epochs: 2}
        """;

    [BrowserFact]
    public async Task A_search_is_followed_trial_by_trial_and_shown_with_its_charts_and_the_choice_in_both_themes_and_narrow()
    {
        var runId = (await Site.Client().StartAsync(Settings, CancellationToken.None)).RunId;
        var path = $"/units/SIM001USDT/1h?run={runId}";
        var page = await OpenAsync(path);
        await Expect(page.Locator(".title .badge").First).ToHaveTextAsync("TUNING", new() { Timeout = 60_000 });
        var summary = page.Locator(".study summary");
        await Expect(summary).ToContainTextAsync("running", new() { Timeout = 60_000 });
        await Expect(page.Locator(".trials .badge-complete").First).ToBeVisibleAsync();
        await ShootAsync(page, "study-running");

        await Expect(page.Locator(".title .badge").First).ToHaveTextAsync("SCORED", new() { Timeout = 120_000 });
        await Expect(summary).ToContainTextAsync($"{Trials} trials");
        var complete = int.Parse(Complete().Match(await summary.InnerTextAsync()).Groups[1].Value, CultureInfo.InvariantCulture);
        await Expect(page.Locator($".plot-area[data-complete='{complete}'] canvas")).ToBeVisibleAsync();
        await Expect(page.Locator($".plot-area[data-lines='{complete}'] canvas")).ToBeVisibleAsync();
        await Expect(page.Locator(".plot figcaption").First).ToContainTextAsync("The best is trial");
        await Expect(page.Locator(".importance tbody tr").First).ToContainTextAsync("%");
        await Expect(page.Locator(".choice .chosen")).ToHaveCountAsync(1);
        Assert.True(await page.Locator(".choice tbody tr").CountAsync() >= 2);
        await Expect(page.Locator(".trials tbody tr")).ToHaveCountAsync(15);
        await ShootAsync(page, "study");
        await HidePrunedAsync(page);

        await page.Locator(".top button, .top .rz-button").Last.ClickAsync();
        await UntilAsync(page, "getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0] < 100");
        await ShootAsync(page, "study-dark");

        var phone = await OpenAsync(path, width: 390, height: 844);
        await Expect(phone.Locator(".plot-area[data-lines] canvas")).ToBeVisibleAsync();
        await ShootAsync(phone, "study-narrow");
    }

    [BrowserFact]
    public async Task A_unit_whose_settings_were_not_searched_has_no_study()
    {
        var page = await OpenAsync($"/units/SIM001USDT/1h?run={Site.RunId}");
        await Expect(page.Locator(".changes")).ToBeVisibleAsync();
        await Expect(page.Locator(".study")).ToHaveCountAsync(0);
    }

    // By the keyboard, which must reach hidden controls too.
    private static async Task HidePrunedAsync(IPage page)
    {
        var pruned = page.Locator(".trials .badge-pruned, .trials .badge-fail");
        var box = page.GetByLabel("show pruned and failed trials");
        if (await box.CountAsync() == 0)
            return; // no trial was pruned
        await box.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(pruned).ToHaveCountAsync(0);
    }

    [GeneratedRegex("([0-9]+) complete")]
    private static partial Regex Complete();
}

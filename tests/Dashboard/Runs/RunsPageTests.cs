using Huracan.Tests.Dashboard.Harness;
using Microsoft.Playwright;

namespace Huracan.Tests.Dashboard.Runs;

public class RunsPageTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task A_run_is_started_by_the_form_and_its_end_is_seen_without_a_reload()
    {
        var page = await OpenAsync("/runs?new=true");
        await page.GetByLabel("Simulated coins").FillAsync("1");
        await page.GetByLabel("Simulated bars").FillAsync("3000");
        await page.GetByLabel("1h").CheckAsync();
        await page.GetByLabel("Model families").FillAsync("xgboost, cnn-lstm");
        await page.GetByLabel("Seed").FillAsync("11");
        await ShootAsync(page, "runs-form");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/runs/2*");
        await Expect(page.Locator(".title .badge")).ToHaveTextAsync("RUNNING");
        await Expect(page.Locator(".grid .badge-finalizing, .grid .badge-preflight").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await ShootAsync(page, "run-going-on");
        await Expect(page.Locator(".title .badge")).ToHaveTextAsync("FINISHED", new() { Timeout = 180_000 });
        await Expect(page.GetByText("2 of 2")).ToBeVisibleAsync();
        Assert.Equal(2, await page.Locator(".grid .badge-scored").CountAsync());
        await ShootAsync(page, "run-finished");
    }

    [BrowserFact]
    public async Task A_refused_form_shows_every_error_at_its_field_and_keeps_the_input()
    {
        var page = await OpenAsync("/runs?new=true");
        await page.GetByLabel("Coins", new() { Exact = true }).FillAsync("btc/usdt");
        await page.GetByLabel("Model families").FillAsync("Not*A*Family");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-field=coins]")).ToContainTextAsync("no coin");
        await Expect(page.Locator("[data-field=models]")).ToContainTextAsync("no name of a model family");
        await ShootAsync(page, "runs-form-refused");
        Assert.Equal("btc/usdt", await page.GetByLabel("Coins", new() { Exact = true }).InputValueAsync());

        await page.GetByLabel("Coins", new() { Exact = true }).FillAsync("");
        await page.GetByLabel("Model families").FillAsync("");
        await page.GetByLabel("Epochs", new() { Exact = true }).FillAsync("0");
        await page.GetByLabel("Train bars").FillAsync("5");
        await page.GetByLabel("Trials per model").FillAsync("-1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-field=epochs]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-field=train_bars]")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-field=trials]")).ToContainTextAsync("at least 0");
        await Expect(page.Locator("[data-field=coins]")).ToHaveCountAsync(0);

        await page.GetByLabel("Epochs", new() { Exact = true }).FillAsync("many");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-field=epochs]")).ToContainTextAsync("'many' is not a whole number");
        Assert.EndsWith("/runs?new=true", page.Url, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task The_advanced_part_unfolds_when_one_of_its_fields_is_refused()
    {
        var page = await OpenAsync("/runs?new=true");
        await Expect(page.GetByLabel("Patience")).ToBeHiddenAsync();
        await page.GetByText("Advanced").ClickAsync();
        await page.GetByLabel("Labels").SelectOptionAsync("triple_barrier");
        await page.GetByLabel("Device").SelectOptionAsync("cpu");
        foreach (var (label, text) in new[]
        {
            ("From", "yesterday"), ("To", "2020-01-01"), ("Patience", "0"), ("Batch size", "-1"), ("Minimum score", "101"), ("Epochs", "0"),
            ("Best trials kept", "0"),
        })
            await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        await page.GetByText("Advanced").ClickAsync();
        await Expect(page.GetByLabel("Patience")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        foreach (var field in new[] { "epochs", "from", "patience", "batch_size", "min_score", "top_n" })
            await Expect(page.Locator($"[data-field={field}]")).ToBeVisibleAsync();
        await ShootAsync(page, "runs-form-advanced-refused");
        Assert.Equal("triple_barrier", await page.GetByLabel("Labels").InputValueAsync());

        foreach (var label in new[] { "From", "To", "Patience", "Batch size", "Minimum score", "Epochs", "Best trials kept" })
            await page.GetByLabel(label, new() { Exact = true }).FillAsync("");
        await page.GetByLabel("Priority").FillAsync("5000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await Expect(page.Locator("[data-field=priority]")).ToContainTextAsync("must lie in");
        await Expect(page.Locator("[data-field=patience]")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task A_run_is_paused_resumed_cancelled_after_confirmation_and_a_unit_is_retried()
    {
        var page = await OpenAsync("/runs?new=true");
        await page.GetByLabel("Simulated coins").FillAsync("2");
        await page.GetByLabel("Simulated bars").FillAsync("4000");
        await page.GetByLabel("1h").CheckAsync();
        await page.GetByLabel("Model families").FillAsync("cnn-lstm");
        await page.GetByLabel("Epochs", new() { Exact = true }).FillAsync("4000");
        await page.GetByLabel("Seed").FillAsync("12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/runs/2*");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.Locator(".title .badge")).ToHaveTextAsync("PAUSED");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(page.Locator(".title .badge")).ToHaveTextAsync("RUNNING");

        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        var question = page.GetByRole(AriaRole.Alertdialog);
        await Expect(question).ToContainTextAsync("are cancelled");
        await ShootAsync(page, "run-cancel-question");
        await question.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await Expect(page.Locator(".title .badge")).ToHaveTextAsync("RUNNING");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Cancel the run" }).ClickAsync();
        await Expect(page.Locator(".title .badge")).ToHaveTextAsync("CANCELLED");
        await Expect(page.Locator(".grid .badge-cancelled")).ToHaveCountAsync(3, new() { Timeout = 60_000 });
        await ShootAsync(page, "run-cancelled");
        await page.GetByRole(AriaRole.Button, new() { Name = "Retry" }).First.ClickAsync();
        await Expect(page.Locator(".grid .badge-cancelled")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel", Exact = true }).ClickAsync();
        await question.GetByRole(AriaRole.Button, new() { Name = "Cancel the run" }).ClickAsync();
        await Expect(page.Locator(".grid .badge-cancelled")).ToHaveCountAsync(3, new() { Timeout = 60_000 });
    }

    [BrowserFact]
    public async Task The_list_leads_to_a_run()
    {
        var page = await OpenAsync("/runs");
        await Expect(page.Locator(".grid").GetByText(Site.RunId)).ToBeVisibleAsync();
        await ShootAsync(page, "runs");
        await page.Locator(".grid").GetByText(Site.RunId).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync(Site.RunId);
    }
}

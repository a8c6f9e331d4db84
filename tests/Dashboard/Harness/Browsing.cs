using Microsoft.Playwright;

namespace Huracan.Tests.Dashboard.Harness;

/// <summary>Tests in a browser: each opens pages of its own, and in none may a script fail or anything come from another host.</summary>
[Collection(SiteCollection.Name)]
public abstract class Browsing(Site site) : IAsyncLifetime
{
    private readonly List<IBrowserContext> contexts = [];
    private readonly List<string> errors = [];

    protected Site Site { get; } = site;

    public Task InitializeAsync() => Site.StartedAsync();

    public async Task DisposeAsync()
    {
        foreach (var context in contexts)
            await context.DisposeAsync();
        lock (errors)
            Assert.True(errors.Count == 0, string.Join('\n', errors));
    }

    /// <summary>Opens a page and waits until it is live.</summary>
    protected async Task<IPage> OpenAsync(string path, int width = 1280, int height = 900, Uri? address = null, bool noErrors = true)
    {
        var context = await Site.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            BaseURL = (address ?? Site.Dashboard).ToString(),
            Locale = "en-GB",
            TimezoneId = "Asia/Tokyo",
        });
        contexts.Add(context);
        var page = await context.NewPageAsync();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss", IsLoopback: false })
                Note($"{request.Url} is of another host");
        };
        if (noErrors)
        {
            page.PageError += (_, error) => Note(error);
            page.Console += (_, said) =>
            {
                if (said.Type == "error")
                    Note($"{said.Text} ({said.Location})");
            };
        }
        await ShowAsync(page, path);
        return page;
    }

    /// <summary>Shows another page in the same window and waits until it is live.</summary>
    protected static async Task ShowAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
    }

    /// <summary>Leaves a picture of the whole page among the results, and holds that nothing sticks out to the right.</summary>
    protected static async Task ShootAsync(IPage page, string name)
    {
        await page.EvaluateAsync("document.fonts.ready");
        await page.ScreenshotAsync(
            new PageScreenshotOptions
            {
                Path = Path.Combine(Site.Screenshots, $"{name}.png"),
                FullPage = true,
                Animations = ScreenshotAnimations.Disabled,
            });
        var (wide, seen) = (await page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth"), await page.EvaluateAsync<int>("document.documentElement.clientWidth"));
        Assert.True(wide <= seen, $"{name}: the page is {wide} pixels wide, {seen} are seen.");
    }

    /// <summary>
    /// Waits until a script's value is true. Playwright's own way of waiting evaluates text within the page, which the page's policy
    /// forbids as soon as the first look is not the last.
    /// </summary>
    protected static async Task UntilAsync(IPage page, string condition)
    {
        for (var started = TimeProvider.System.GetTimestamp(); !await page.EvaluateAsync<bool>(condition); await Task.Delay(20))
            Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(30), $"It did not become true: {condition}");
    }

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private void Note(string error)
    {
        lock (errors)
            errors.Add(error);
    }
}

using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Layout;

public class EmptyTests(Site site) : Browsing(site)
{
    [BrowserFact]
    public async Task Where_there_is_nothing_yet_every_page_says_what_to_do()
    {
        var address = await Site.StartEmptyAsync();
        var pages = new (string Path, string Says)[]
        {
            ("/", "Start a run"), ("/", "./huracan up"), ("/runs", "Start one"), ("/ranking", "Start a run"),
            ("/do-not-trade", "nothing has been scored yet"),
        };
        foreach (var (path, says) in pages)
        {
            var page = await OpenAsync(path, height: 600, address: address);
            await Expect(page.Locator("main")).ToContainTextAsync(says);
            await ShootAsync(page, $"empty{path.Replace('/', '-')}");
        }
    }
}

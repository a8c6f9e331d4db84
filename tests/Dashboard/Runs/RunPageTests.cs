using System.Net;
using Bunit;
using Huracan.Dashboard.Runs;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Runs;

public class RunPageTests : Rendering
{
    private const string Unknown = "20200101T000000Z-00000000";

    [Fact]
    public void An_unknown_run_says_so_and_where_to_look()
    {
        var detail = $"There is no run '{Unknown}'.";
        Api.AddProblem($"runs/{Unknown}", HttpStatusCode.NotFound, "Not Found", detail);
        Api.AddProblem($"runs/{Unknown}/units", HttpStatusCode.NotFound, "Not Found", detail);

        var page = RenderAt<RunPage>($"runs/{Unknown}", parameters => parameters.Add(shown => shown.RunId, Unknown));

        Assert.Contains(detail, page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("runs", page.Find(".empty a").GetAttribute("href"));
    }
}

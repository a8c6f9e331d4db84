using Huracan.Tests.Api.Harness;

namespace Huracan.Tests.Api.Errors;

public class SecurityTests(WithHost<SecurityTests>.Shared shared) : WithHost<SecurityTests>(shared)
{
    private const string Unit = "/runs/20250101T000000Z-00000000/units/AUSDT/1h";

    [PostgresTheory]
    [InlineData("/runs/%27%20or%201=1--")]
    [InlineData("/runs/20250101T000000Z-0000000%00")]
    [InlineData("/units/A%27;drop%20table%20units/1h")]
    [InlineData("/units/AUSDT/1h%00")]
    [InlineData("/models/..%2f..%2fetc/1h")]
    [InlineData("/models/ausdt/1h")]
    [InlineData(Unit + "/files/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData(Unit + "/files/a%00b")]
    [InlineData(Unit + "/files/a/%2e%2e/b")]
    [InlineData(Unit + "/files//etc/passwd")]
    [InlineData(Unit + "/files/C:%5Cwindows")]
    [InlineData("/runs?after=%27")]
    [InlineData("/runs?limit=0")]
    [InlineData("/runs?limit=501")]
    [InlineData("/runs?limit=many")]
    [InlineData("/decisions/AUSDT/1h?after=99999999999999999999-1")]
    [InlineData("/models?after=-1")]
    [InlineData("/hamilton/models/AUSDT/4h?timeframe=never")]
    [InlineData("/thresholds/1h;select")]
    public async Task Invalid_names_are_refused_before_any_query(string path)
    {
        var host = await HostAsync();

        using var answer = await host.Reader.GetAsync(path);

        Assert.True((int)answer.StatusCode is 400 or 404, $"{(int)answer.StatusCode}");
        if (!path.Contains("%00", StringComparison.Ordinal)) // those the server refuses before any of our code
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [PostgresFact]
    public async Task An_unknown_path_gets_problem_details()
    {
        var host = await HostAsync();

        await ApiHost.ProblemAsync(await host.Reader.GetAsync("/nothing"), 404);
        await ApiHost.ProblemAsync(await host.Operator.DeleteAsync("/runs"), 405);
        await ApiHost.ProblemAsync(await host.Operator.PostAsync("/runs", new StringContent("a: b", null, "text/yaml")), 415);
        await ApiHost.ProblemAsync(await host.Operator.PostAsync("/runs/20250101T000000Z-00000000/pause", null), 404);
    }

    [PostgresFact]
    public async Task A_body_that_is_too_large_is_refused_and_a_forecast_may_have_a_larger_one()
    {
        var host = await HostAsync();
        var large = new string(' ', 2 << 20);
        var larger = new string(' ', 9 << 20);

        await RefusedAsync("/runs", large, 413);
        foreach (var path in new[] { "/hamilton/models/AUSDT/1h/predict", $"{Unit}/predict" })
        {
            await RefusedAsync(path, larger, 413);
            await RefusedAsync(path, large, 400); // read, and found to hold nothing
        }

        async Task RefusedAsync(string path, string padding, int status)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StringContent(padding + "{}", System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.ExpectContinue = true; // sends nothing of the body where the server wants none
            await ApiHost.ProblemAsync(await host.Operator.SendAsync(request), status);
        }
    }

    [PostgresFact]
    public async Task Answers_do_not_name_the_server()
    {
        var host = await HostAsync();

        using var answer = await host.Reader.GetAsync("/runs");

        Assert.False(answer.Headers.Contains("Server"));
    }
}

using Huracan.MarketData.Streams;
using Huracan.MarketData.Vendors;
using Huracan.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.MarketData;

public sealed class VendorStreamTests : IAsyncLifetime
{
    private readonly WebApplication server;
    private readonly int port = Ports.Free();

    public VendorStreamTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        server = builder.Build();
        server.Urls.Add($"http://127.0.0.1:{port}");
        server.UseWebSockets();
        server.Map("/silent", SilentAsync);
        server.MapGet("/page", () => "We will be back soon");
    }

    public Task InitializeAsync() => server.StartAsync();

    [Fact]
    public async Task A_connection_that_is_there_and_answers_no_ping_is_broken() => Assert.Contains(
        "/silent: the other side answers no more", (await BrokenAsync("silent", new StreamOptions { PingSeconds = 0.2 })).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_connection_that_brings_nothing_is_broken() => Assert.Contains(
        "/silent: nothing came for 1 seconds", (await BrokenAsync("silent", new StreamOptions { IdleSeconds = 1 })).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_page_instead_of_a_stream_is_told() =>
        Assert.Contains("/page: ", (await BrokenAsync("page", new StreamOptions())).Message, StringComparison.Ordinal);

    public async Task DisposeAsync() => await server.DisposeAsync();

    // A ping is answered by whoever reads.
    private static async Task SilentAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task<VendorException> BrokenAsync(string path, StreamOptions options) => Assert.ThrowsAsync<VendorException>(async () =>
    {
        var address = new Uri($"ws://127.0.0.1:{port}/{path}?streams=a");
        await foreach (var _ in new VendorStream(address, options, TimeProvider.System).ReadAsync(_ => new int[1], CancellationToken.None))
            Assert.Fail("Nothing was sent.");
    });
}

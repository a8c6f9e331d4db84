using System.Net;
using System.Net.Sockets;
using Huracan.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Options;

namespace Huracan.Tests.ServiceDefaults;

public class HostRunExtensionsTests
{
    [Fact]
    public async Task Refused_settings_end_a_host_with_2_before_it_listens()
    {
        var builder = Builder("http://127.0.0.1:0");
        builder.RequireConnectionString("huracan");
        Assert.Equal(HostRunExtensions.Refused, await Build(builder).RunToExitCodeAsync());
        Assert.Equal(HostRunExtensions.Refused, await Build(Builder("http://0.0.0.0:0")).RunToExitCodeAsync());
    }

    [Fact]
    public async Task The_framework_s_own_way_to_run_refuses_too()
    {
        var builder = Builder("http://127.0.0.1:0");
        builder.RequireConnectionString("huracan");
        await using var app = builder.Build();
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => app.StartAsync());
        Assert.StartsWith("ConnectionStrings__huracan", Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_ends_it_with_1()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Assert.Equal(
            HostRunExtensions.Failed,
            await Build(Builder($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}")).RunToExitCodeAsync());
    }

    [Fact]
    public async Task An_orderly_end_is_0()
    {
        using var stop = new CancellationTokenSource();
        var app = Build(Builder("http://127.0.0.1:0"));
        app.Lifetime.ApplicationStarted.Register(stop.Cancel);
        Assert.Equal(HostRunExtensions.Done, await app.RunToExitCodeAsync(stop.Token));
    }

    private static WebApplicationBuilder Builder(string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(url);
        builder.AddServiceDefaults();
        return builder;
    }

    private static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.MapDefaultEndpoints();
        return app;
    }
}

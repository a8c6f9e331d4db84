using Huracan.ServiceDefaults.Hosting;
using Microsoft.Extensions.Configuration;

namespace Huracan.Tests.ServiceDefaults.Hosting;

public class LoopbackRuleTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://unix:/tmp/api.sock")]
    public void This_machine_may_always_call(string url) => Assert.Empty(Faults(("urls", url)));

    [Theory]
    [InlineData("urls", "http://0.0.0.0:5080")]
    [InlineData("urls", "http://127.0.0.1:1;http://*:5080")]
    [InlineData("urls", "http://[::]:5080")]
    [InlineData("urls", "http://10.0.0.1")]
    [InlineData("http_ports", "8080")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://+:80")]
    public void Others_only_when_it_is_said(string key, string value)
    {
        Assert.Equal(key, Assert.Single(Faults((key, value))).Key);
        Assert.Empty(Faults((key, value), ("Listening:AllowRemote", "true")));
    }

    private static IEnumerable<Huracan.ServiceDefaults.Options.OptionFault> Faults(params (string Key, string? Value)[] settings) =>
        new LoopbackRule(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(x => x.Key, x => x.Value)).Build())
            .Examine();
}

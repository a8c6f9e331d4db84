using Huracan.ServiceDefaults;
using Microsoft.Extensions.Configuration;

namespace Huracan.Tests.ServiceDefaults;

public class LoopbackRuleTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://unix:/tmp/api.sock")]
    public void This_machine_may_always_call(string url) => Assert.Empty(Errors("urls", url));

    [Theory]
    [InlineData("urls", "http://0.0.0.0:5080")]
    [InlineData("urls", "http://127.0.0.1:1;http://*:5080")]
    [InlineData("urls", "http://[::]:5080")]
    [InlineData("urls", "http://10.0.0.1")]
    [InlineData("http_ports", "8080")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://+:80")]
    public void Other_addresses_need_the_setting(string key, string value)
    {
        Assert.StartsWith($"{key}='", Assert.Single(Errors(key, value)), StringComparison.Ordinal);
        Assert.Empty(Errors(key, value, allowRemote: true));
    }

    private static IEnumerable<string> Errors(string key, string value, bool allowRemote = false) =>
        new LoopbackRule(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [key] = value }).Build())
            .Validate(null, new ListeningOptions { AllowRemote = allowRemote }).Failures ?? [];
}

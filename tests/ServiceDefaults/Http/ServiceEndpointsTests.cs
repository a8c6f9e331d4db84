using Huracan.ServiceDefaults.Http;
using Microsoft.Extensions.Configuration;

namespace Huracan.Tests.ServiceDefaults.Http;

public class ServiceEndpointsTests
{
    private readonly ServiceEndpoints endpoints = new(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["services:api:http:0"] = "http://127.0.0.1:5001",
        ["services:api:http:1"] = "http://127.0.0.1:5002",
    }).Build());

    [Fact]
    public void Replicas_take_turns() => Assert.Equal(
        ["http://127.0.0.1:5001/units?x=1", "http://127.0.0.1:5002/units?x=1", "http://127.0.0.1:5001/units?x=1"],
        Enumerable.Range(0, 3).Select(_ => endpoints.Resolve(new Uri("http://api/units?x=1")).AbsoluteUri));

    [Fact]
    public void The_first_scheme_that_is_known_is_used() =>
        Assert.Equal("http://127.0.0.1:5001/", endpoints.Resolve(new Uri("https+http://api/")).AbsoluteUri);

    [Theory]
    [InlineData("http://127.0.0.1:9000/x")]
    [InlineData("https://api.example.com/x")]
    public void A_real_address_stays_as_it_is(string address) => Assert.Equal(address, endpoints.Resolve(new Uri(address)).AbsoluteUri);
}

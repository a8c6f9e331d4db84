using System.Collections.Concurrent;
using System.Net;
using Huracan.ServiceDefaults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Polly.CircuitBreaker;

namespace Huracan.Tests.ServiceDefaults;

public sealed class HttpClientDefaultsTests : IDisposable
{
    private readonly Server server = new();
    private readonly ServiceProvider services;
    private readonly HttpClient client;

    public HttpClientDefaultsTests()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration["services:api:http:0"] = "http://127.0.0.1:5001";
        builder.Configuration["services:api:http:1"] = "http://127.0.0.1:5002";
        builder.AddServiceDefaults();
        builder.Services.AddHttpClient("test").ConfigurePrimaryHttpMessageHandler(() => server);
        services = builder.Services.BuildServiceProvider();
        client = services.GetRequiredService<IHttpClientFactory>().CreateClient("test");
    }

    public void Dispose()
    {
        client.Dispose();
        services.Dispose();
        server.Dispose();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task What_may_be_repeated_is_sent_again_with_its_body(string method)
    {
        server.Failures = 1;
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://plain.example/") { Content = new StringContent("body") };
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["body", "body"], server.Bodies);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    public async Task What_may_act_twice_is_sent_once(string method)
    {
        server.Failures = 1;
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://plain.example/");
        using var answer = await client.SendAsync(request);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (answer.StatusCode, server.Addresses.Count));
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_not_a_failure()
    {
        server.Failures = int.MaxValue;
        server.Failure = HttpStatusCode.BadRequest;
        using var answer = await client.GetAsync(new Uri("http://plain.example/"));
        Assert.Single(server.Addresses);
    }

    [Fact]
    public async Task A_target_that_only_fails_is_left_alone_and_others_are_not()
    {
        server.Failures = int.MaxValue;
        for (var i = 0; i < 10; i++)
            (await client.PostAsync(new Uri("http://plain.example/"), null)).Dispose();
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(new Uri("http://plain.example/"), null));
        Assert.IsType<BrokenCircuitException>(error.InnerException, exactMatch: false);
        Assert.Equal(10, server.Addresses.Count);
        (await client.PostAsync(new Uri("http://other.example/"), null)).Dispose();
        Assert.Equal(11, server.Addresses.Count);
    }

    [Theory]
    [InlineData("http://api/units?x=1")]
    [InlineData("https+http://api/units?x=1")]
    public async Task The_replicas_of_a_named_service_take_turns(string address)
    {
        for (var i = 0; i < 4; i++)
            (await client.GetAsync(new Uri(address))).Dispose();
        Assert.Equal(["http://127.0.0.1:5001/units?x=1", "http://127.0.0.1:5002/units?x=1"], server.Addresses.Distinct().Order());
    }

    [Fact]
    public async Task A_real_address_stays_as_it_is()
    {
        (await client.GetAsync(new Uri("http://127.0.0.1:9000/x"))).Dispose();
        Assert.Equal("http://127.0.0.1:9000/x", Assert.Single(server.Addresses));
    }

    private sealed class Server : HttpMessageHandler
    {
        public int Failures { get; set; }

        public HttpStatusCode Failure { get; set; } = HttpStatusCode.ServiceUnavailable;

        public ConcurrentQueue<string> Addresses { get; } = [];

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Addresses.Enqueue(request.RequestUri!.AbsoluteUri);
            if (request.Content is not null)
                Bodies.Add(await request.Content.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Addresses.Count <= Failures ? Failure : HttpStatusCode.OK);
        }
    }
}

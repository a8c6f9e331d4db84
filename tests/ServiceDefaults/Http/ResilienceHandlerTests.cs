using System.Net;
using Huracan.ServiceDefaults.Http;
using Polly.CircuitBreaker;

namespace Huracan.Tests.ServiceDefaults.Http;

public sealed class ResilienceHandlerTests : IDisposable
{
    private readonly Server server = new();
    private readonly HttpClient client;

    public ResilienceHandlerTests() =>
        client = new HttpClient(new ResilienceHandler(new Resilience(TimeProvider.System)) { InnerHandler = server });

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_read_is_repeated_until_it_succeeds()
    {
        server.Failures = 1;
        using var answer = await client.GetAsync(new Uri("http://api/"));
        Assert.Equal((HttpStatusCode.OK, 2), (answer.StatusCode, server.Calls));
    }

    [Fact]
    public async Task A_whole_replacement_is_repeated_with_its_body()
    {
        server.Failures = 1;
        using var content = new StringContent("body");
        using var answer = await client.PutAsync(new Uri("http://api/"), content);
        Assert.Equal(["body", "body"], server.Bodies);
    }

    [Fact]
    public async Task What_may_act_twice_is_sent_once()
    {
        server.Failures = 1;
        using var answer = await client.PostAsync(new Uri("http://api/"), null);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 1), (answer.StatusCode, server.Calls));
    }

    [Fact]
    public async Task A_refusal_is_an_answer_and_not_a_fault()
    {
        server.Failures = int.MaxValue;
        server.Failure = HttpStatusCode.BadRequest;
        using var answer = await client.GetAsync(new Uri("http://api/"));
        Assert.Equal(1, server.Calls);
    }

    [Fact]
    public async Task A_target_that_only_fails_is_left_alone_and_others_are_not()
    {
        server.Failures = int.MaxValue;
        for (var i = 0; i < 10; i++)
            (await client.PostAsync(new Uri("http://api/"), null)).Dispose();
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(new Uri("http://api/"), null));
        Assert.IsType<BrokenCircuitException>(fault.InnerException, exactMatch: false);
        Assert.Equal(10, server.Calls);
        (await client.PostAsync(new Uri("http://other/"), null)).Dispose();
        Assert.Equal(11, server.Calls);
    }

    private sealed class Server : HttpMessageHandler
    {
        public int Failures { get; set; }

        public HttpStatusCode Failure { get; set; } = HttpStatusCode.ServiceUnavailable;

        public int Calls { get; private set; }

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            if (request.Content is not null)
                Bodies.Add(await request.Content.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Calls <= Failures ? Failure : HttpStatusCode.OK);
        }
    }
}

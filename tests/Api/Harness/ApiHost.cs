using System.Net.Http.Json;
using System.Text.Json;
using Huracan.Api;
using Huracan.Api.Keys;
using Huracan.Api.Startup;
using Huracan.Contracts.Client;
using Huracan.Contracts.Json;
using Huracan.Tests.Servers;
using Huracan.Tests.Servers.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Huracan.Tests.Api.Harness;

/// <summary>The API on a port of its own over a database of its own, and clients with keys.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool ownsState;
    private readonly Lazy<HttpClient> reader;
    private readonly Lazy<HttpClient> @operator;
    private WebApplication? silo;

    private ApiHost(WebApplication app, string state, bool ownsState)
    {
        (this.app, this.ownsState) = (app, ownsState);
        State = state;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Nobody = Client(null);
        reader = new Lazy<HttpClient>(() => Client(KeyOf(ApiRole.Reader)));
        @operator = new Lazy<HttpClient>(() => Client(KeyOf(ApiRole.Operator)));
    }

    public IServiceProvider Services => app.Services;

    public string State { get; }

    public Uri Address { get; }

    public HttpClient Nobody { get; }

    public HttpClient Reader => reader.Value;

    public HttpClient Operator => @operator.Value;

    /// <summary>Starts it; without a connection string, over a new database. A host that is ready has a silo.</summary>
    public static async Task<ApiHost> StartAsync(
        string? connection = null, string? state = null, bool isReady = true, params string[] settings)
    {
        connection ??= await TestPostgres.CreateAsync();
        var host = await StartAsync(connection, state, isReady, null, settings);
        if (isReady)
            host.silo = await TestSilo.StartAsync(connection);
        return host;
    }

    /// <summary>Starts it without a silo, with changed services.</summary>
    public static Task<ApiHost> StartAsync(string connection, Action<IServiceCollection> change, params string[] settings) =>
        StartAsync(connection, null, isReady: true, change, settings);

    private static async Task<ApiHost> StartAsync(
        string connection, string? state, bool isReady, Action<IServiceCollection>? change, string[] settings)
    {
        var ownsState = state is null;
        state ??= Directory.CreateTempSubdirectory("huracan-api-").FullName;
        var app = ApiApplication.Build(
        [
            "--urls=http://127.0.0.1:0", $"--ConnectionStrings:huracan={connection}", $"--HURACAN_STATE={state}",
            "--Logging:LogLevel:Default=Error", .. settings,
        ], change);
        await app.StartAsync();
        if (isReady)
            await app.Services.GetRequiredService<DatabaseStartup>().Done.WaitAsync(TimeSpan.FromSeconds(30));
        return new ApiHost(app, state, ownsState);
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public string KeyOf(ApiRole role) => new ApiKeyFile(State).ReadOrCreate().First(key => key.Role == role).Key;

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer)
        where T : class
    {
        var content = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(content)}");
        return HuracanJson.Deserialize<T>(content, "answer");
    }

    public async Task<T> GetAsync<T>(string path)
        where T : class => await ReadAsync<T>(await Reader.GetAsync(path));

    /// <summary>The body of a refusal.</summary>
    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        return problem;
    }

    public static StringContent Json(object value) =>
        new(JsonSerializer.Serialize(value, HuracanJson.Compact), System.Text.Encoding.UTF8, "application/json");

    public async ValueTask DisposeAsync()
    {
        Nobody.Dispose();
        foreach (var client in new[] { reader, @operator }.Where(client => client.IsValueCreated))
            client.Value.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (silo is not null)
        {
            await silo.StopAsync();
            await silo.DisposeAsync();
        }
        if (ownsState)
            Directory.Delete(State, recursive: true);
    }

    private HttpClient Client(string? key)
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        if (key is not null)
            client.DefaultRequestHeaders.Add(KeyAuthentication.Header, key);
        return client;
    }
}

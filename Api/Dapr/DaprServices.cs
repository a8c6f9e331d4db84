using Dapr.Client;
using Huracan.Contracts.Json;
using Huracan.ServiceDefaults;

namespace Huracan.Api.Dapr;

internal static class DaprServices
{
    // Dapr's own names: whoever starts the API beside a sidecar sets them.
    private static readonly string[] Addresses = ["DAPR_GRPC_ENDPOINT", "DAPR_GRPC_PORT"];

    /// <summary>Publishes events through a Dapr sidecar, if there is one.</summary>
    public static WebApplicationBuilder AddDapr(this WebApplicationBuilder builder)
    {
        if (Addresses.All(name => string.IsNullOrEmpty(builder.Configuration[name])))
            return builder;
        builder.AddValidatedOptions<DaprOptions>(DaprOptions.Section);
        builder.Services.AddSingleton(_ => Client(builder.Configuration)).AddHostedService<DaprPublisher>();
        return builder;
    }

    private static DaprClient Client(IConfiguration configuration)
    {
        var client = new DaprClientBuilder()
            .UseJsonSerializationOptions(HuracanJson.Compact)
            .UseGrpcEndpoint(configuration[Addresses[0]] ?? $"http://127.0.0.1:{configuration[Addresses[1]]}");
        if (configuration["DAPR_API_TOKEN"] is { Length: > 0 } token)
            client.UseDaprApiToken(token);
        return client.Build();
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Dapr.Client.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.Api.Dapr;

/// <summary>A host of the sidecar's own service, by the messages that Dapr publishes, which keeps what is published.</summary>
internal sealed class LocalSidecar : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Inbox inbox;

    private LocalSidecar(WebApplication app, Inbox inbox) => (this.app, this.inbox) = (app, inbox);

    /// <summary>Everything published, in order.</summary>
    public IReadOnlyList<PublishEventRequest> Published => [.. inbox.Received];

    /// <summary>Whether it refuses to publish, as a sidecar without its broker does.</summary>
    public bool IsDown
    {
        get => inbox.IsDown;
        set => inbox.IsDown = value;
    }

    /// <summary>The events of that, by what the publisher gave.</summary>
    public IReadOnlyList<JsonElement> Events =>
        [.. Published.Select(one => JsonDocument.Parse(one.Data.ToStringUtf8()).RootElement)];

    public static async Task<LocalSidecar> StartAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
            server.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http2));
        var inbox = new Inbox();
        builder.Services.AddSingleton(inbox).AddSingleton<Service>().AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<Service>();
        await app.StartAsync();
        return new LocalSidecar(app, inbox);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private sealed class Inbox
    {
        public ConcurrentQueue<PublishEventRequest> Received { get; } = [];

        public volatile bool IsDown;
    }

    // As the generator of gRPC would make it: the package has the sidecar's messages and its client, but not this base.
    [BindServiceMethod(typeof(ServiceBase), nameof(Bind))]
    private abstract class ServiceBase
    {
        private static readonly Method<PublishEventRequest, Empty> Publishing = new(
            MethodType.Unary, "dapr.proto.runtime.v1.Dapr", "PublishEvent", Marshal(PublishEventRequest.Parser), Marshal(Empty.Parser));

        public static void Bind(ServiceBinderBase binder, ServiceBase? service) => binder.AddMethod(
            Publishing, service is null ? null : new UnaryServerMethod<PublishEventRequest, Empty>(service.PublishEvent));

        public abstract Task<Empty> PublishEvent(PublishEventRequest request, ServerCallContext context);

        private static Marshaller<T> Marshal<T>(MessageParser<T> parser)
            where T : IMessage<T> => Marshallers.Create(message => message.ToByteArray(), parser.ParseFrom);
    }

    private sealed class Service(Inbox inbox) : ServiceBase
    {
        public override Task<Empty> PublishEvent(PublishEventRequest request, ServerCallContext context)
        {
            if (inbox.IsDown)
                throw new RpcException(new Status(StatusCode.Unavailable, "the broker does not answer"));
            inbox.Received.Enqueue(request);
            return Task.FromResult(new Empty());
        }
    }
}

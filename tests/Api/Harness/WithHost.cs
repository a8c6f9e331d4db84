namespace Huracan.Tests.Api.Harness;

/// <summary>
/// Tests that share one host. It is started by the first that needs it, so that where servers are missing nothing is started.
/// </summary>
public abstract class WithHost<T> : IClassFixture<WithHost<T>.Shared>
{
    private readonly Shared shared;

    protected WithHost(Shared shared) => this.shared = shared;

    protected Task<ApiHost> HostAsync() => shared.Host.Value;

    public sealed class Shared : IAsyncLifetime
    {
        internal Lazy<Task<ApiHost>> Host { get; } = new(() => ApiHost.StartAsync());

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (Host.IsValueCreated)
                await (await Host.Value).DisposeAsync();
        }
    }
}

namespace Huracan.AppHost.Application;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    public DistributedApplicationBuilder(IReadOnlyDictionary<string, string?> options)
    {
        Configuration.AddEnvironmentVariables();
        Configuration.AddInMemoryCollection(options);
    }

    public ConfigurationManager Configuration { get; } = new();

    public ICollection<IResource> Resources { get; } = [];

    public DistributedApplication Build() =>
        new([.. Resources], Path.GetFullPath(Configuration["state"] ?? Checkout.Path(".state")));
}

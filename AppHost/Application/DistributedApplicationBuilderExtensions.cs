using Huracan.AppHost.Postgres;
using Huracan.AppHost.Redis;

namespace Huracan.AppHost.Application;

/// <summary>The parts an application can have, under Aspire's names.</summary>
public static class DistributedApplicationBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name) =>
        builder.Add(new PostgresServerResource(name));

    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name) =>
        builder.Add(new RedisResource(name));

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.Add(new ProjectResource(name, new TProject().ProjectPath));

    /// <summary>A server somebody else runs, known by its connection string in the settings.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(this IDistributedApplicationBuilder builder, string name)
    {
        var value = builder.Configuration.GetConnectionString(name)
            ?? throw new InvalidOperationException($"ConnectionStrings__{name} is not set.");
        return builder.Add(new ConnectionStringResource(name, value));
    }

    private static ResourceBuilder<T> Add<T>(this IDistributedApplicationBuilder builder, T resource)
        where T : IResource
    {
        if (builder.Resources.Any(other => other.Name == resource.Name))
            throw new InvalidOperationException($"There are two parts named '{resource.Name}'.");
        builder.Resources.Add(resource);
        return new ResourceBuilder<T>(resource, builder.Resources);
    }
}

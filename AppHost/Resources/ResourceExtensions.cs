using Huracan.AppHost.Postgres;

namespace Huracan.AppHost.Resources;

/// <summary>What is said about a part, under Aspire's names.</summary>
public static class ResourceExtensions
{
    /// <summary>Starts the part only when the other is ready.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResource
    {
        builder.Resource.Waits.Add(dependency.Resource);
        return builder;
    }

    /// <summary>Tells a project how to reach a server: <c>ConnectionStrings__name</c>, not set when there is no such server.</summary>
    public static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<IResourceWithConnectionString> source)
    {
        var resource = source.Resource;
        builder.Resource.Environment.Add(async token => await resource.GetConnectionStringAsync(token) is { } value
            ? new Dictionary<string, string> { [$"ConnectionStrings__{resource.Name}"] = value }
            : new Dictionary<string, string>());
        return builder;
    }

    /// <summary>Tells a project where another listens: <c>services__name__http__0</c>, …</summary>
    public static IResourceBuilder<ProjectResource> WithReference(
        this IResourceBuilder<ProjectResource> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
    {
        var resource = source.Resource;
        builder.Resource.Environment.Add(_ => ValueTask.FromResult<IReadOnlyDictionary<string, string>>(resource.Endpoints
            .Select((endpoint, i) => ($"services__{resource.Name}__http__{i}", endpoint.GetLeftPart(UriPartial.Authority)))
            .ToDictionary(pair => pair.Item1, pair => pair.Item2)));
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WithEnvironment(this IResourceBuilder<ProjectResource> builder, string name, string? value)
    {
        builder.Resource.Environment.Add(_ => ValueTask.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string> { [name] = value ?? "" }));
        return builder;
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        builder.Resource.Replicas = replicas;
        return builder;
    }

    /// <summary>Listens on 127.0.0.1, on the port given or, without one, on a free port per replica.</summary>
    public static IResourceBuilder<ProjectResource> WithHttpEndpoint(this IResourceBuilder<ProjectResource> builder, int? port = null)
    {
        builder.Resource.Port = port;
        return builder;
    }

    /// <summary>Marks a part whose address people open.</summary>
    public static IResourceBuilder<ProjectResource> WithExternalHttpEndpoints(this IResourceBuilder<ProjectResource> builder)
    {
        builder.Resource.IsExternal = true;
        return builder;
    }

    /// <summary>Ready means: GET of this path answers 200.</summary>
    public static IResourceBuilder<ProjectResource> WithHttpHealthCheck(this IResourceBuilder<ProjectResource> builder, string path)
    {
        builder.Resource.HealthPath = path;
        return builder;
    }

    /// <summary>A database on a server, made where it is missing.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name)
    {
        var database = new PostgresDatabaseResource(name, builder.Resource);
        builder.Resource.Databases.Add(name);
        var siblings = ((ResourceBuilder<PostgresServerResource>)builder).Siblings; // the only implementation
        siblings.Add(database);
        return new ResourceBuilder<PostgresDatabaseResource>(database, siblings);
    }
}

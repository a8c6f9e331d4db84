using Huracan.AppHost;
using Huracan.AppHost.Commands;
using Huracan.AppHost.Hosting;
using Huracan.AppHost.Local;

return await CommandLine.RunAsync(args, options =>
{
    var builder = DistributedApplication.CreateBuilder(options.ForAspire()).AddLifetime(options);
    var isLocal = builder.ExecutionContext.IsRunMode;

    // In the cloud the data belongs to a managed PostgreSQL: a container would lose it with its first restart.
    IResourceBuilder<IResourceWithConnectionString> huracan = isLocal && !builder.IsGiven("huracan")
        ? builder.AddPostgres("postgres").RunLocally(options).WithBackupCommand(options).AddDatabase("huracan")
        : builder.AddConnectionString("huracan");

    // Redis is a cache: everything works without it, so nothing waits for it, and there may be none.
    IResourceBuilder<IResourceWithConnectionString>? redis = builder.IsGiven("redis")
        ? builder.AddConnectionString("redis")
        : builder.AddRedis("redis").RunLocally(options)?.WithEmptyCommand();

    var orleans = builder.AddOrleans("cluster")
        .WithClusterId("huracan").WithServiceId("huracan") // states belong to a service, and outlive a start
        .WithClustering(new DatabaseProvider(huracan));

    var silo = builder.AddProject<Projects.Silo>("silo")
        .WithReference(orleans).WaitFor(huracan)
        .WithReplicas(options.Silos)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .RunFromOutput(options);

    var api = builder.AddProject<Projects.Api>("api")
        .WithReference(orleans.AsClient()).WaitFor(huracan)
        .WithOptionalReference(redis)
        .WithHttpEndpoint(port: options.ApiPort, isProxied: false) // a proxy would take connections for a host that is dead
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health")
        .WithDemonstrationCommand(options)
        .RunFromOutput(options);

    // Hosts in the cloud share no folder with keys: whoever deploys names an operator's key.
    var operatorKey = isLocal ? null : builder.AddParameter("operator-key", secret: true);
    api.WithOptionalEnvironment("Api__OperatorKey", operatorKey);

    if (isLocal)
    {
        silo.WithEnvironment("Silo__Slots", options.SlotsPerSilo);
        api.WithEnvironment("Api__Demonstration", options.Demo ?? "");
    }
    if (!options.NoDashboard)
    {
        builder.AddProject<Projects.Dashboard>("dashboard")
            .WithReference(api).WaitFor(api)
            .WithHttpEndpoint(port: options.DashboardPort, isProxied: false)
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health")
            .WithOptionalEnvironment("Api__Key", operatorKey)
            .RunFromOutput(options);
    }
    return builder.Build();
});

var builder = DistributedApplication.CreateBuilder(args);

// A server of one's own is used where its connection string is given; else one is started beside the rest.
IResourceBuilder<IResourceWithConnectionString> huracan = builder.Configuration.GetConnectionString("huracan") is null
    ? builder.AddPostgres("postgres").AddDatabase("huracan")
    : builder.AddConnectionString("huracan");
IResourceBuilder<IResourceWithConnectionString> redis = builder.Configuration.GetConnectionString("redis") is null
    ? builder.AddRedis("redis")
    : builder.AddConnectionString("redis");

var silos = builder.Configuration.GetValue("silos", 1);
var silo = builder.AddProject<Projects.Silo>("silo")
    .WithReference(huracan).WaitFor(huracan)
    .WithReference(redis).WaitFor(redis)
    .WithReplicas(silos)
    .WithEnvironment("Silo__Slots", $"{Math.Max(1, Environment.ProcessorCount / silos)}")
    .WithHttpEndpoint()
    .WithHttpHealthCheck("/health");

var api = builder.AddProject<Projects.Api>("api")
    .WithReference(huracan).WaitFor(huracan)
    .WithReference(redis).WaitFor(redis)
    .WaitFor(silo)
    .WithHttpEndpoint(port: builder.Configuration.GetValue("api-port", 5080))
    .WithExternalHttpEndpoints()
    .WithEnvironment("Api__Demonstration", builder.Configuration["demo"])
    .WithHttpHealthCheck("/health");

if (!builder.Configuration.GetValue("no-dashboard", false))
{
    builder.AddProject<Projects.Dashboard>("dashboard")
        .WithReference(api).WaitFor(api)
        .WithHttpEndpoint(port: builder.Configuration.GetValue("dashboard-port", 5081))
        .WithExternalHttpEndpoints()
        .WithHttpHealthCheck("/health");
}

builder.Build().Run();

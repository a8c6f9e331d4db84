using Huracan.AppHost.Application;
using Huracan.AppHost.Processes;
using Huracan.AppHost.Resources;

namespace Huracan.Tests.AppHost.Resources;

public sealed class ResourceExtensionsTests : IDisposable
{
    private readonly DirectoryInfo state = Directory.CreateTempSubdirectory("huracan-resources-");
    private readonly IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder([]);

    public void Dispose() => state.Delete(recursive: true);

    [Fact]
    public async Task A_project_finds_its_surroundings_in_Aspires_variables()
    {
        builder.Configuration["ConnectionStrings:huracan"] = "Host=db";
        var huracan = builder.AddConnectionString("huracan");
        var silo = builder.AddProject<Projects.Silo>("silo").WithReplicas(2).WithHttpEndpoint();
        var api = builder.AddProject<Projects.Api>("api").WithReference(huracan).WithReference(silo).WithEnvironment("EXTRA", "1").WithHttpEndpoint();

        var variables = await EnvironmentAsync(api.Resource, 0);
        Assert.Equal("Host=db", variables["ConnectionStrings__huracan"]);
        Assert.Equal(silo.Resource.Endpoints.Select(x => x.GetLeftPart(UriPartial.Authority)), [variables["services__silo__http__0"], variables["services__silo__http__1"]]);
        Assert.Equal("1", variables["EXTRA"]);
        Assert.Equal("api", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal(api.Resource.Endpoints[0].GetLeftPart(UriPartial.Authority), variables["ASPNETCORE_URLS"]);

        var second = await EnvironmentAsync(silo.Resource, 1);
        Assert.EndsWith("service.instance.id=silo-2", second["OTEL_RESOURCE_ATTRIBUTES"], StringComparison.Ordinal);
        Assert.Equal(Path.Combine(state.FullName, "silo-2"), second["HURACAN_STATE"]);
        Assert.NotEqual((await EnvironmentAsync(silo.Resource, 0))["ASPNETCORE_URLS"], second["ASPNETCORE_URLS"]);
    }

    [Fact]
    public void Attributes_of_the_caller_are_kept() =>
        Assert.Equal("team=a,service.instance.id=api", ProjectResource.Attributes("team=a", "api"));

    [Fact]
    public void A_project_that_was_not_built_names_the_remedy()
    {
        var fault = Assert.Throws<LaunchFailedException>(() => ProjectOutput.Find("Silo/Silo.csproj", Path.Combine(state.FullName, "bin", "AppHost", "release")));
        Assert.Equal($"no program of Silo in {Path.Combine(state.FullName, "bin", "Silo", "release")}: build it with './huracan setup'", fault.Message);
    }

    [Fact]
    public void Two_parts_of_one_name_are_refused()
    {
        builder.AddRedis("redis");
        Assert.Throws<InvalidOperationException>(() => builder.AddRedis("redis"));
    }

    private async Task<IReadOnlyDictionary<string, string>> EnvironmentAsync(ILaunchable part, int replica)
    {
        // Programs lie beside this test's own output, as they do beside the application's.
        var launch = await part.PrepareAsync(replica, new LaunchContext(state.FullName, _ => { }), CancellationToken.None);
        Assert.NotNull(launch);
        return launch.Command.Environment;
    }
}

using Huracan.Silo;
using Huracan.Silo.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Huracan.Tests.Api.Harness;

/// <summary>A silo without worker slots: grains answer, and units wait for ever.</summary>
internal static class TestSilo
{
    public static async Task<WebApplication> StartAsync(string connection)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:huracan"] = connection,
            ["urls"] = "http://127.0.0.1:0",
            ["Silo:Folder"] = Directory.CreateTempSubdirectory("huracan-silo-").FullName,
        });
        builder.Logging.ClearProviders();
        builder.AddSilo();
        var pool = builder.Services.Single(service => service.ImplementationType == typeof(WorkerPool));
        builder.Services.Remove(pool);
        var silo = builder.Build();
        await silo.StartAsync();
        return silo;
    }
}

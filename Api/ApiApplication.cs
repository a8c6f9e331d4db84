using Huracan.Api.Dapr;
using Huracan.ServiceDefaults;

namespace Huracan.Api;

/// <summary>Builds the API without starting it.</summary>
internal static class ApiApplication
{
    /// <param name="args">The command line.</param>
    /// <param name="change">Changes the services, for tests.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ApplicationName = typeof(ApiApplication).Assembly.GetName().Name });
        builder.AddServiceDefaults();
        builder.AddApi();
        builder.AddDapr();
        change?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseApi();
        app.MapDefaultEndpoints();
        app.MapApi();
        return app;
    }
}

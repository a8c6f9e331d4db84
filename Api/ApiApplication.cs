using Huracan.Api.Dapr;
using Huracan.ServiceDefaults;

namespace Huracan.Api;

/// <summary>Builds the API without starting it.</summary>
internal static class ApiApplication
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ApplicationName = typeof(ApiApplication).Assembly.GetName().Name });
        builder.AddServiceDefaults();
        builder.AddApi();
        builder.AddDapr();
        var app = builder.Build();
        app.UseApi();
        app.MapDefaultEndpoints();
        app.MapApi();
        return app;
    }
}

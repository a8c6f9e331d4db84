using Huracan.Dashboard;
using Huracan.ServiceDefaults;
using OpenTelemetry.Metrics;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDashboard();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapPrometheusScrapingEndpoint("/metrics");
app.MapDashboard();
return await app.RunToExitCodeAsync();

using Huracan.ServiceDefaults;
using Huracan.Silo;
using Huracan.Worker;
using OpenTelemetry.Metrics;

if (args is [WorkerProgram.Command, .. var rest])
    return await WorkerProgram.MainAsync(rest);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSilo();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapPrometheusScrapingEndpoint("/metrics");
return await app.RunToExitCodeAsync();

using Huracan.ServiceDefaults;
using Huracan.Silo;
using Huracan.Silo.Units;
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
_ = app.Services.GetRequiredService<SiloMetrics>(); // shown from the first scrape on, not from the first unit on
return await app.RunToExitCodeAsync();

using Huracan.ServiceDefaults;
using Huracan.Silo;
using Huracan.Silo.Grains;
using Huracan.Silo.Settings;
using Huracan.Silo.Units;
using Huracan.Worker;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;

if (args is [WorkerProgram.Command, .. var rest])
    return await WorkerProgram.MainAsync(rest);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSilo();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapPrometheusScrapingEndpoint("/metrics");
if (app.Services.GetRequiredService<IOptions<SiloOptions>>().Value.OrleansDashboard)
    app.MapOrleansDashboard();
// shown from the first scrape on, not from the first unit on
_ = (app.Services.GetRequiredService<SiloMetrics>(), app.Services.GetRequiredService<GrainMetrics>());
return await app.RunToExitCodeAsync();

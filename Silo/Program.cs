using Huracan.ServiceDefaults;
using Huracan.Silo;
using Huracan.Silo.Grains;
using Huracan.Silo.Settings;
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
// read here, not validated: what is wrong with the settings is said when the host starts
if (app.Configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() is { OrleansDashboard: true })
    app.MapOrleansDashboard();
// shown from the first scrape on, not from the first unit on
_ = (app.Services.GetRequiredService<SiloMetrics>(), app.Services.GetRequiredService<GrainMetrics>());
return await app.RunToExitCodeAsync();

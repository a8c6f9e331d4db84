using Huracan.ServiceDefaults;
using Huracan.Silo;
using Huracan.Worker;

if (args is [WorkerProgram.Command, .. var rest])
    return await WorkerProgram.MainAsync(rest);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSilo();

var app = builder.Build();
app.MapDefaultEndpoints();
return await app.RunToExitCodeAsync();

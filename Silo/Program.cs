using Huracan.ServiceDefaults;
using Huracan.Silo;
using Huracan.Storage.Workers;

if (args is [Worker.Command, .. var rest])
    return await Worker.MainAsync(rest);

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSilo();

var app = builder.Build();
app.MapDefaultEndpoints();
return await app.RunToExitCodeAsync();

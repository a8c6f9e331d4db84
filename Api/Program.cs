using Huracan.Api;
using Huracan.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddApi();

var app = builder.Build();
app.UseApi();
app.MapDefaultEndpoints();
app.MapApi();
return await app.RunToExitCodeAsync();

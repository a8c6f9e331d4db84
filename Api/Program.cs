using Huracan.Api;
using Huracan.ServiceDefaults;

return await ApiApplication.Build(args).RunToExitCodeAsync();

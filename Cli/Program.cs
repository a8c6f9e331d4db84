using Huracan.Cli;
using Huracan.Storage.Workers;

return args is [Worker.Command, .. var rest] ? await Worker.MainAsync(rest) : await CommandLine.RunAsync(args);

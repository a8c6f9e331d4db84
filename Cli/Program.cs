using Huracan.Cli;
using Huracan.Worker;

return args is [WorkerProgram.Command, .. var rest] ? await WorkerProgram.MainAsync(rest) : await CommandLine.RunAsync(args);

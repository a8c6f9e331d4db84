using Huracan.Cli;

return await CommandLine.RunAsync(args);

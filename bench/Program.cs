return await Huracan.Bench.CommandLine.RunAsync(args);

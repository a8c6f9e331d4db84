using System.CommandLine;
using BenchmarkDotNet.Running;

namespace Huracan.Bench.Micro;

/// <summary><c>bench micro</c>: BenchmarkDotNet over the hot paths.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var filter = new Option<string>("--filter")
        {
            Description = "Which benchmarks, with wildcards.",
            HelpName = "PATTERN",
            DefaultValueFactory = _ => "*",
        };
        var quick = new Option<bool>("--quick") { Description = "One short job each: shows that everything runs, not how fast." };
        var command = new Command(
            "micro", "BenchmarkDotNet's figures for features, backtest, scaler and forecasts, with what they allocate.") { filter, quick };
        command.SetAction(parse =>
        {
            string[] job = parse.GetValue(quick) ? ["--job", "Dry"] : [];
            // In process: the environment that libtorch was loaded with stays, and nothing is built at run time.
            var results = Path.Combine(Repository.Root, ".build", "benchmarks");
            BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly)
                .Run(["--filter", parse.GetValue(filter)!, "--inProcess", "--artifacts", results, .. job]);
            return 0;
        });
        return command;
    }
}

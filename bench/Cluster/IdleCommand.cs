using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Huracan.Tests.EndToEnd.Cluster;

namespace Huracan.Bench.Cluster;

/// <summary><c>bench idle</c>: memory and processor time of silos and API while nothing is asked of them.</summary>
internal static class IdleCommand
{
    public static Command Create()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long it is watched.", DefaultValueFactory = _ => 120 };
        var silos = new Option<int>("--silos") { Description = "Silos.", DefaultValueFactory = _ => 2 };
        var command = new Command("idle", "Memory and processor time of silos and API without work.") { seconds, silos };
        command.SetAction(async (parse, token) =>
        {
            await using var application = await RunningApplication.StartAsync(parse.GetValue(silos));
            await application.UntilAsync(
                async () => (await application.SilosAsync()).Count == parse.GetValue(silos), "all silos are there");
            await Task.Delay(TimeSpan.FromSeconds(30), token); // what a start leaves to do is done
            var processes = application.SiloProcesses().Select(id => ("silo", id)).Append(("api", application.ApiProcess())).ToArray();
            var before = processes.Select(process => ProcessorTime(process.Item2)).ToArray();
            await Task.Delay(TimeSpan.FromSeconds(parse.GetValue(seconds)), token);
            for (var i = 0; i < processes.Length; i++)
            {
                var (name, id) = processes[i];
                var used = ProcessorTime(id) - before[i];
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name,-5} {Memory(id):F0} MB resident, {100 * used.TotalSeconds / parse.GetValue(seconds):F1} % of a core"));
            }
            return 0;
        });
        return command;
    }

    private static TimeSpan ProcessorTime(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.TotalProcessorTime;
    }

    private static double Memory(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.WorkingSet64 / 1e6;
    }
}

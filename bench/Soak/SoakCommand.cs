using System.CommandLine;
using System.Globalization;
using Huracan.Tests.EndToEnd.Cluster;

namespace Huracan.Bench.Soak;

/// <summary><c>bench soak</c>: parts of the running application are killed, and nothing may be lost or doubled.</summary>
internal static class SoakCommand
{
    public static Command Create()
    {
        var kills = new Option<int>("--kills") { Description = "Faults.", DefaultValueFactory = _ => 50 };
        var stop = new Option<int>("--longest-stop") { Description = "Seconds a silo is stopped at most.", DefaultValueFactory = _ => 40 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the moments and victims.", DefaultValueFactory = _ => 1 };
        var command = new Command(
            "soak", "Kill and stop silos, kill the API, Redis, PostgreSQL and AppHost at random moments while runs go on.")
        { kills, stop, seed };
        command.SetAction(async (parse, _) =>
        {
            var matrix = new KillMatrix(parse.GetValue(seed), parse.GetValue(kills), parse.GetValue(stop), Console.WriteLine);
            await matrix.PlayAsync();
            Console.WriteLine();
            Console.WriteLine("fault         times  median s   worst s");
            foreach (var victim in matrix.Recoveries.GroupBy(recovery => recovery.Fault).OrderBy(
                group => group.Key, StringComparer.Ordinal))
            {
                var seconds = victim.Select(recovery => recovery.Seconds).Order().ToArray();
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{victim.Key,-12} {seconds.Length,6} {seconds[seconds.Length / 2],9:F1} {seconds[^1],9:F1}"));
            }
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Units belonged to a silo that did not work on them for {matrix.LongestOrphaned.TotalSeconds:F1} s at most."));
            return 0;
        });
        return command;
    }
}

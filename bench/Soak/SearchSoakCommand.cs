using System.CommandLine;
using Huracan.Tests.EndToEnd.Run;

namespace Huracan.Bench.Soak;

/// <summary>
/// <c>bench soak-search</c>: a run that searches is killed and resumed, and must end with the bytes of an undisturbed one.
/// </summary>
internal static class SearchSoakCommand
{
    public static Command Create()
    {
        var kills = new Option<int>("--kills") { Description = "Kills.", DefaultValueFactory = _ => 50 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the moments.", DefaultValueFactory = _ => 1 };
        var command = new Command("soak-search", "Kill a run that searches at random moments and resume it.") { kills, seed };
        command.SetAction(async (parse, _) =>
        {
            var soak = new SearchKills(parse.GetValue(seed), parse.GetValue(kills), Console.WriteLine);
            await soak.PlayAsync();
            Console.WriteLine();
            Console.WriteLine("killed in    times");
            foreach (var stage in soak.Stages.GroupBy(stage => stage.Split('-')[0]).OrderBy(group => group.Key, StringComparer.Ordinal))
                Console.WriteLine($"{stage.Key,-12} {stage.Count(),5}");
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using System.Globalization;
using Huracan.Bench.Measuring;
using Huracan.Engine;

namespace Huracan.Bench.Regimes;

/// <summary>
/// <c>bench regimes</c>: how often the regime gate, asked every day, lets models trade that have no edge; those drawn at random, and those
/// that luck has made champions.
/// </summary>
internal static class RegimesCommand
{
    public static Command Create()
    {
        var candidates = new Option<int>("--candidates")
        {
            Description = "Models that contend with cash where their bundle enables a regime.",
            DefaultValueFactory = _ => 200_000,
            HelpName = "N",
        };
        var champions = new Option<int>("--champions")
        {
            Description = "Models watched for a year of each kind that is not promoted.",
            DefaultValueFactory = _ => 400,
            HelpName = "N",
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the simulation.", DefaultValueFactory = _ => 1, HelpName = "S" };
        var command = new Command("regimes", "How often the regime gate, asked every day, enables models without an edge.")
        {
            candidates, champions, seed,
        };
        command.SetAction(parse =>
        {
            Run(parse.GetValue(candidates), parse.GetValue(champions), parse.GetValue(seed));
            return 0;
        });
        return command;
    }

    private static void Run(int candidates, int champions, ulong seed)
    {
        var (mayTrade, promoted) = (new bool[candidates], new WatchedYear?[candidates]);
        Parallel.For(0, candidates, i =>
        {
            var one = Draw(i);
            mayTrade[i] = one.Enabled.Count > 0;
            if (mayTrade[i] && one.Contend())
                promoted[i] = one.Watch();
        });
        int[] enabled = [.. Enumerable.Range(0, candidates).Where(i => mayTrade[i])];
        int[] first = [.. Enumerable.Range(0, Math.Min(champions, candidates))];
        Console.WriteLine($"Of {candidates} models without an edge the bundles of {enabled.Length} enable a regime.");
        Tables.Print(
            ["models without an edge", "watched", "may trade at the first look", "at some look", "share of days", "after a year"],
            [
                Row("drawn at random, by the bundle", Watch(first, one => one)),
                Row("drawn at random, a shadow part later", Watch(first, one => one.AfterShadow())),
                Row("bundle enables a regime, a shadow part later", Watch([.. enabled.Take(champions)], one => one.AfterShadow())),
                Row("promoted", [.. promoted.OfType<WatchedYear>()]),
            ]);

        EdgelessChampion Draw(int number) =>
            new(SeededRandom.Derive(seed, number.ToString(CultureInfo.InvariantCulture)));

        WatchedYear[] Watch(int[] numbers, Func<EdgelessChampion, EdgelessChampion> until)
        {
            var years = new WatchedYear[numbers.Length];
            Parallel.For(0, numbers.Length, i => years[i] = until(Draw(numbers[i])).Watch());
            return years;
        }
    }

    private static string[] Row(string name, WatchedYear[] years) =>
    [
        name, $"{years.Length}", Share(years, year => year.First ? 1 : 0), Share(years, year => year.Ever ? 1 : 0),
        Share(years, year => year.Share), Share(years, year => year.Last ? 1 : 0),
    ];

    private static string Share(WatchedYear[] years, Func<WatchedYear, double> of) =>
        years.Length == 0 ? "-" : Tables.Number(100 * years.Average(of), "0.0") + " %";
}

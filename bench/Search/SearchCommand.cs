using System.CommandLine;
using Huracan.Bench.Cluster;
using Huracan.Cluster.Postgres;
using Huracan.Cluster.Studies;
using Huracan.Contracts.Json;
using Huracan.Engine.Search.Studies;
using Huracan.Storage.Studies;
using Npgsql;

namespace Huracan.Bench.Search;

/// <summary><c>bench search</c>: how good our hyper-parameter search is beside Optuna, and what a trial of it costs.</summary>
internal static class SearchCommand
{
    private const string Quality = "quality";
    private const string Cost = "overhead";

    public static Command Create()
    {
        var parts = new Argument<string[]>("part")
        {
            Description = "Which of them; both when none is "
            + "named.",
            Arity = ArgumentArity.ZeroOrMore
        };
        parts.AcceptOnlyFromAmong(Quality, Cost);
        var seeds = new Option<int>("--seeds") { Description = "Studies per function and sampler.", DefaultValueFactory = _ => 20 };
        var optuna = new Option<bool>("--optuna")
        {
            Description = "Also run genuine Optuna, of Debian's Python, on the same functions; "
            + "takes minutes."
        };
        var trials = new Option<int>("--trials")
        {
            Description = "Trials of the longest study whose overhead is measured.",
            DefaultValueFactory = _ => 10_000,
        };
        var json = new Option<string?>("--json") { Description = "Also write every study's values to this file.", HelpName = "FILE" };
        var command = new Command(
            "search", "Best values found by our samplers after 25, 50 and 100 trials, beside Optuna's; and what a trial costs.")
        {
            parts, seeds, optuna, trials, json,
        };
        command.SetAction(async (parse, _) =>
        {
            var wanted = parse.GetValue(parts) is { Length: > 0 } named ? named : [Quality, Cost];
            var report = new SearchReport(null, [], [], []);
            if (wanted.Contains(Cost))
            {
                report = report with { Overhead = await CostsAsync([.. Marks(parse.GetValue(trials))]) };
                Overhead.Show(report.Overhead);
            }
            if (wanted.Contains(Quality))
                report = Compare(report, parse.GetValue(seeds), parse.GetValue(optuna));
            if (parse.GetValue(json) is { } file)
                File.WriteAllBytes(file, HuracanJson.Serialize(report));
            return report.Met ? 0 : 1;
        });
        return command;
    }

    private static async Task<List<TrialCost>> CostsAsync(int[] marks)
    {
        var costs = Overhead.Measure("memory", () => new MemoryStudyStorage(StudyDirection.Minimize), _ => 0.2, marks);
        var folder = Directory.CreateTempSubdirectory("huracan-bench-search-").FullName;
        var studies = 0;
        try
        {
            costs.AddRange(Overhead.Measure(
                "sqlite", () => SqliteStudyStorage.Open(Path.Combine(folder, $"{++studies}.db"), "bench", StudyDirection.Minimize), Kept,
                marks));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        await using var cluster = await BenchCluster.StartAsync(silos: 0, slots: 0);
        await Migrator.MigrateAsync(cluster.Database, CancellationToken.None);
        await using var source = NpgsqlDataSource.Create(cluster.Database.ConnectionString);
        costs.AddRange(Overhead.Measure(
            "postgres", () => PostgresStudyStorage.Open(source, $"bench {++studies}", StudyDirection.Minimize), Kept, marks));
        return costs;

        static double Kept(int trials) => trials <= 1_000 ? 3 : 6;
    }

    private static SearchReport Compare(SearchReport report, int seeds, bool withOptuna)
    {
        var runs = Contest.Ours(seeds);
        if (withOptuna && OptunaPeer.Run(seeds) is { } peer)
        {
            Console.WriteLine($"Optuna {peer.Version}");
            runs.AddRange(peer.Runs);
            report = report with
            {
                Optuna = peer.Version,
                Verdicts = Contest.Judge(
                    runs, [Contest.Default, "tpe-optuna4", "phased"], [OptunaPeer.Univariate, OptunaPeer.Multivariate]),
            };
        }
        Contest.Show(runs);
        Verdict.Show(report.Verdicts);
        return report with { Runs = runs };
    }

    private static IEnumerable<int> Marks(int most) => new[] { 100, 1_000, 10_000 }.Where(mark => mark < most).Append(most);
}

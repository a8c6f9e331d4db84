using System.CommandLine;
using Huracan.Bench.Api;
using Huracan.Bench.Cluster;
using Huracan.Bench.Confidence;
using Huracan.Bench.Decisions;
using Huracan.Bench.Download;
using Huracan.Bench.Drift;
using Huracan.Bench.Evidence;
using Huracan.Bench.Families;
using Huracan.Bench.Hamilton;
using Huracan.Bench.Importance;
using Huracan.Bench.Measuring;
using Huracan.Bench.Micro;
using Huracan.Bench.Partition;
using Huracan.Bench.Peers;
using Huracan.Bench.Policies;
using Huracan.Bench.Power;
using Huracan.Bench.Promotion;
using Huracan.Bench.Regimes;
using Huracan.Bench.Search;
using Huracan.Bench.Soak;
using Huracan.Bench.Tasks;
using Huracan.Bench.Universe;
using Huracan.Bench.ValueHeads;
using Huracan.Contracts;

namespace Huracan.Bench;

/// <summary>Defines the commands of <c>bench</c> and turns exceptions into messages and exit codes.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int Refused = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        if (await SingleThread.RestartAsync(args) is { } exitCode)
            return exitCode;
        var root = new RootCommand(
            "Measures Huracan: its speed beside other libraries on the same work, and how often its verdict is right. "
            + "Read docs/benchmarks.md for what each figure means; run on a quiet machine, from a Release build.")
        {
            PeersCommand.Create(),
            ClusterCommand.Create(),
            OverheadCommand.Create(),
            IdleCommand.Create(),
            ApiCommand.Create(),
            PartitionCommand.Create(),
            SoakCommand.Create(),
            SearchSoakCommand.Create(),
            PowerCommand.Create(),
            EvidenceCommand.Create(),
            PromotionCommand.Create(),
            RegimesCommand.Create(),
            SearchCommand.Create(),
            ConfidenceCommand.Create(),
            ValueHeadsCommand.Create(),
            MicroCommand.Create(),
            FamiliesCommand.Create(),
            TasksCommand.Create(),
            ImportanceCommand.Create(),
            DownloadCommand.Create(),
            UniverseCommand.Create(),
            DecisionsCommand.Create(),
            HamiltonCommand.Create(),
            DriftCommand.Create(),
            PoliciesCommand.Create(),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (InputRefusedException refused)
        {
            await Console.Error.WriteLineAsync($"Refused: {refused.Message}");
            return Refused;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            await Console.Error.WriteLineAsync($"Failed: {failure.Message}");
            return Failed;
        }
    }
}

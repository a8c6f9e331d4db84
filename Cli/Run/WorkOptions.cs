using System.CommandLine;
using Huracan.Cli.Options;

namespace Huracan.Cli.Run;

/// <summary>The options that say how work is carried out and where it goes; none of them changes a result.</summary>
internal sealed class WorkOptions
{
    private const int LeastWorkerMemory = 256; // with less the runtime itself fails

    private readonly Option<int?> workers = NumberOption.Whole(
        "--workers", "Child processes that share the units, by default one per core; changes no result.", "N", 1, 256);
    private readonly Option<int?> workerMemory = NumberOption.Whole(
        "--worker-memory", "Memory each worker may take, megabytes.", "MB", LeastWorkerMemory, 1 << 20);

    public Option<string> Output { get; } = RunOption.Output();

    /// <summary>Whether skipped units are expected.</summary>
    public Option<bool> AllowSkipped { get; } = RunOption.AllowSkipped();

    /// <summary>The options of this machine's workers.</summary>
    public IReadOnlyList<Option> Workers => [workers, workerMemory];

    /// <summary>The options of work on this machine.</summary>
    public IReadOnlyList<Option> All => [.. Workers, Output];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
        command.Add(AllowSkipped);
    }

    public RunRequest Read(ParseResult parse)
    {
        OutputFolder.Of(Output, parse.GetRequiredValue(Output));
        return new RunRequest(
            parse.GetRequiredValue(Output), parse.GetValue(workers) ?? Environment.ProcessorCount, parse.GetValue(workerMemory))
        {
            AllowSkipped = parse.GetValue(AllowSkipped),
        };
    }
}

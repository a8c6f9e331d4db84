using System.Globalization;
using Huracan.Contracts;

namespace Huracan.Storage.Workers;

/// <summary>How a worker works.</summary>
/// <param name="RunFolder">The run whose units it does.</param>
public sealed record WorkerOptions(string RunFolder)
{
    /// <summary>Memory it may take beyond what its libraries map, megabytes; null for no limit.</summary>
    public int? MemoryMegabytes { get; init; }

    /// <summary>Whether a missing model is a reason to skip its unit instead of training it.</summary>
    public bool SkipTraining { get; init; }

    /// <summary>As arguments of a process.</summary>
    public IEnumerable<string> ToArguments()
    {
        yield return RunFolder;
        yield return MemoryMegabytes?.ToString(CultureInfo.InvariantCulture) ?? "-";
        yield return SkipTraining ? "skip-training" : "train";
    }

    /// <summary>Reads what <see cref="ToArguments"/> gives.</summary>
    /// <exception cref="InputRefusedException">These are other arguments.</exception>
    public static WorkerOptions Parse(string[] arguments) => arguments is [var folder, var memory, "train" or "skip-training"]
        ? new WorkerOptions(folder)
        {
            MemoryMegabytes = memory == "-" ? null : int.Parse(memory, CultureInfo.InvariantCulture),
            SkipTraining = arguments[2] == "skip-training",
        }
        : throw new InputRefusedException("A worker is started by 'huracan run' or a silo, not by hand.");
}

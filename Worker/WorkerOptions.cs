using System.Text.Json;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Runs;

namespace Huracan.Worker;

/// <summary>How a worker works.</summary>
/// <param name="RunFolder">The run whose units it does.</param>
public sealed record WorkerOptions(string RunFolder)
{
    /// <summary>Memory it may take beyond what its libraries map, megabytes; null for no limit.</summary>
    public int? MemoryMegabytes { get; init; }

    /// <summary>Which stages of the chain it runs.</summary>
    public ChainOptions Chain { get; init; } = new();

    /// <summary>
    /// Folder of <see cref="OpenedTestFiles"/> that it adds to before it reads a test part, for a run of the name of its folder; null where
    /// whoever started it keeps what was opened.
    /// </summary>
    public string? OpenedTests { get; init; }

    /// <summary>As arguments of a process.</summary>
    public IEnumerable<string> ToArguments() => [JsonSerializer.Serialize(this, HuracanJson.Compact)];

    /// <summary>Reads what <see cref="ToArguments"/> gives.</summary>
    /// <exception cref="InputRefusedException">These are other arguments.</exception>
    public static WorkerOptions Parse(string[] arguments)
    {
        try
        {
            if (arguments is [var only] && JsonSerializer.Deserialize<WorkerOptions>(only, HuracanJson.Compact) is { } options)
                return options;
        }
        catch (JsonException)
        {
            // Refused below.
        }
        throw new InputRefusedException("A worker is started by 'huracan run' or a silo, not by hand.");
    }
}

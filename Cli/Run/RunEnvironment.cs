using System.Reflection;
using System.Runtime.InteropServices;
using Huracan.Cli.Doctor;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine;

namespace Huracan.Cli.Run;

/// <summary>
/// <c>environment.json</c>: what a run was made with. Kept apart from what is hashed, since it differs from machine to machine.
/// </summary>
/// <param name="Huracan">Version of this program.</param>
/// <param name="CodeHash">Identity of the code that results depend on.</param>
/// <param name="Started">When the run was started, or gone on with.</param>
/// <param name="Device">What models train on.</param>
internal sealed record RunEnvironment(string Huracan, string CodeHash, DateTime Started, string Device)
{
    /// <summary>Version of the runtime.</summary>
    public string Dotnet { get; } = Environment.Version.ToString();

    /// <summary>Operating system.</summary>
    public string System { get; } = RuntimeInformation.OSDescription;

    /// <summary>Processor and its widest vectors.</summary>
    public required string Processor { get; init; }

    /// <summary>Cores that may be used.</summary>
    public int Cores { get; } = Environment.ProcessorCount;

    /// <summary>Memory that was free, bytes.</summary>
    public required long AvailableMemoryBytes { get; init; }

    /// <summary>Name, memory and driver of the GPUs; null on a machine without.</summary>
    public string? Gpu { get; } = MachineChecks.NvidiaDevices();

    /// <summary>Versions of the native libraries, as they say themselves; null for one that cannot be loaded.</summary>
    public required SortedDictionary<string, string?> Native { get; init; }

    /// <summary>Versions of the packages, as their assemblies have them.</summary>
    public SortedDictionary<string, string> Packages { get; } = PackageList.Versions();

    public static RunEnvironment Describe(RunContext context, TimeProvider time)
    {
        var processor = Doctor.Processor.OfThisMachine();
        return new RunEnvironment(
            Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            CodeIdentity.Hash, time.GetUtcNow().UtcDateTime, SettingText.Of(context.Options.Device))
        {
            Processor = $"{processor.Model}, {processor.InstructionSet}",
            AvailableMemoryBytes = MachineChecks.AvailableMemoryBytes(),
            Native = new SortedDictionary<string, string?>(StringComparer.Ordinal)
            {
                ["libtorch"] = TorchChecks.Library().Version,
                ["xgboost"] = LibraryChecks.Xgboost().Version,
                ["lightgbm"] = LibraryChecks.LightGbm().Version,
                ["onnxruntime"] = LibraryChecks.Onnx().Version,
                ["blas"] = TorchChecks.Blas().Version,
            },
        };
    }
}

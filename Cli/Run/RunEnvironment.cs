using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Huracan.Cli.Doctor;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Cli.Run;

/// <summary>
/// <c>environment.json</c>: what a run was made with. Kept apart from what is hashed, since it differs from machine to machine.
/// </summary>
internal static class RunEnvironment
{
    public static SortedDictionary<string, string> Describe(RunContext context, TimeProvider time)
    {
        var processor = Processor.OfThisMachine();
        Check[] checks = [LibraryChecks.Torch(), LibraryChecks.Xgboost(), BlasChecks.Library(processor), MachineChecks.Memory(new RunNeeds(".", 1))];
        return new SortedDictionary<string, string>(checks.ToDictionary(check => check.Name, check => check.Found), StringComparer.Ordinal)
        {
            ["huracan"] =
                Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
            ["code_hash"] = CodeIdentity.Hash,
            ["dotnet"] = Environment.Version.ToString(),
            ["system"] = RuntimeInformation.OSDescription,
            ["processor"] = $"{processor.Model}, {processor.Vectors}",
            ["cores"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
            ["device"] = context.Options.Device,
            ["started"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        };
    }
}

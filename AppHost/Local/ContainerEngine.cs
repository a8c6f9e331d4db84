using System.Reflection;
using System.Text.Json;

namespace Huracan.AppHost.Local;

/// <summary>Whether containers can be run on this machine: what Aspire's orchestrator itself finds out at its start.</summary>
internal static class ContainerEngine
{
    private static readonly Lazy<bool> Running = new(Ask);

    public static bool IsRunning => Running.Value;

    private static bool Ask()
    {
        // Aspire's SDK writes the path into this assembly.
        var orchestrator = typeof(ContainerEngine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(x => x.Key.Equals("dcpclipath", StringComparison.OrdinalIgnoreCase)).Value!;
        var (code, output, _) = LocalProgram.Run(orchestrator, ["info"]);
        if (code != 0)
            return false;
        using var answer = JsonDocument.Parse(output);
        return answer.RootElement.TryGetProperty("containers", out var containers) && containers.TryGetProperty("running", out var running)
            && running.GetBoolean();
    }
}

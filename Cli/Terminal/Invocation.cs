namespace Huracan.Cli.Terminal;

/// <summary>How this program was called, so that a recommended command can be copied.</summary>
internal static class Invocation
{
    /// <summary>Set by the wrapper script, which people call: <c>./huracan</c>.</summary>
    private const string Variable = "HURACAN_COMMAND";

    public static string Name => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } name ? name : "huracan";
}

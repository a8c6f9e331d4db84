namespace Huracan.Silo.Grains;

/// <summary>
/// Ends a silo that the cluster has declared dead with a line and an exit code, where Orleans would crash it with a dump. Whoever started
/// it starts it again.
/// </summary>
internal sealed partial class SiloExit(ILogger<SiloExit> log) : IFatalErrorHandler
{
    private const int ExitCode = 70;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        LogExit(context, exception?.Message);
        Environment.Exit(ExitCode);
    }

    [LoggerMessage(1, LogLevel.Critical, "This silo ends, because it cannot be part of the cluster any more: {Context} {Reason}")]
    private partial void LogExit(string? context, string? reason);
}

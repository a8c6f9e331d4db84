namespace Huracan.Cli.Terminal;

/// <summary>Ctrl-C or SIGTERM stopped the work.</summary>
/// <param name="advice">What was kept and how to continue; printed after "Interrupted; ".</param>
internal sealed class InterruptedException(string advice) : OperationCanceledException(advice);

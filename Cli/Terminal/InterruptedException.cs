namespace Huracan.Cli.Terminal;

/// <summary>Ctrl-C or SIGTERM stopped the work.</summary>
/// <param name="advice">What became of it and how to go on, after "Interrupted; ".</param>
internal sealed class InterruptedException(string advice) : OperationCanceledException(advice);

namespace Huracan.Cli;

/// <summary>How the command line ends.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Refused = 2;
    public const int Interrupted = 130;
}

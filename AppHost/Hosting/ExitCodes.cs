namespace Huracan.AppHost.Hosting;

/// <summary>How the program ended.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;

    /// <summary>The command line, or the settings of a host, are not accepted; a host says so with the same code.</summary>
    public const int Refused = 2;
}

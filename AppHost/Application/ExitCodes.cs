namespace Huracan.AppHost.Application;

/// <summary>What the program says of its end.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Refused = 2;
}

namespace Huracan.AppHost.Processes;

/// <summary>One start of a part.</summary>
internal sealed record Launch
{
    public required ProcessCommand Command { get; init; }

    /// <summary>Where it will be reached, for people to read; holds no password.</summary>
    public required string Endpoint { get; init; }

    /// <summary>Asked again and again until true; false or true, but no exception for a part that is not there yet.</summary>
    public required Func<CancellationToken, Task<bool>> IsReady { get; init; }

    /// <summary>The exit code of a program that refuses its settings, and would again; null for one that has none.</summary>
    public int? RefusedCode { get; init; }
}

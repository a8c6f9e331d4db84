namespace Huracan.AppHost.Processes;

/// <summary>A program to start, with what it should find around it.</summary>
internal sealed record ProcessCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Added to this program's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? WorkingFolder { get; init; }

    /// <summary>The user to run as; null: the same as this program.</summary>
    public SystemUser? User { get; init; }

    /// <summary>What asks the program for an orderly end.</summary>
    public Signal StopSignal { get; init; } = Signal.Terminate;
}

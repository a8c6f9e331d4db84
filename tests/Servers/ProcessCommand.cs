namespace Huracan.Tests.Servers;

/// <summary>A program to start, with what it should find around it.</summary>
internal sealed record ProcessCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Added to this program's own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public string? WorkingFolder { get; init; }

    /// <summary>What asks the program for an orderly end, here and when this program dies.</summary>
    public Signal StopSignal { get; init; } = Signal.Terminate;
}

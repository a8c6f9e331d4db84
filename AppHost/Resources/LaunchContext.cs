namespace Huracan.AppHost.Resources;

/// <summary>What a part is told when it is about to start.</summary>
/// <param name="StateFolder">Where all parts keep what outlives them; each has a folder of its name in it.</param>
/// <param name="Say">Tells the reader of the log something about the part.</param>
internal sealed record LaunchContext(string StateFolder, Action<string> Say);

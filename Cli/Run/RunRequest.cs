namespace Huracan.Cli.Run;

/// <summary>How a run is carried out, as opposed to what it computes.</summary>
/// <param name="Output">Folder that takes <c>artifacts/</c>, <c>reports/</c> and <c>config/</c>.</param>
/// <param name="Workers">Child processes.</param>
/// <param name="WorkerMemoryMegabytes">Limit of each; null for none.</param>
/// <param name="DryRun">Whether everything is thrown away at the end.</param>
/// <param name="SkipTraining">Whether a missing model is a reason to skip its unit instead of training it.</param>
internal sealed record RunRequest(string Output, int Workers, int? WorkerMemoryMegabytes, bool DryRun, bool SkipTraining);

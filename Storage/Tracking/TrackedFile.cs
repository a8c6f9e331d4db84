namespace Huracan.Storage.Tracking;

/// <summary>A file that is kept with a tracked run.</summary>
/// <param name="Name">Its name there, with <c>/</c> between its parts.</param>
/// <param name="Path">Where it lies now, absolute.</param>
public sealed record TrackedFile(string Name, string Path);

namespace Huracan.Bench.Api;

/// <summary>An answered request.</summary>
/// <param name="Path">What was asked for.</param>
/// <param name="Status">HTTP status; 0 where no answer came.</param>
/// <param name="Milliseconds">From the moment it was due to the end of the answer.</param>
internal sealed record Answer(string Path, int Status, double Milliseconds);

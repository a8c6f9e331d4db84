namespace Huracan.Storage.Bundles;

/// <summary>A file of a bundle at the place it is published to.</summary>
/// <param name="Path">Its path there.</param>
/// <param name="Size">Bytes.</param>
/// <param name="IsSent">Whether it was, or in a dry run would be, sent; false where it is there already.</param>
public sealed record PublishedFile(string Path, long Size, bool IsSent);

using Huracan.Contracts;

namespace Huracan.Storage.Bundles;

/// <summary>
/// Brings champions to where others read them. <c>latest.json</c> there names whole bundles only, whenever the publisher dies; what was
/// sent before is not sent again.
/// </summary>
public interface IBundlePublisher
{
    /// <summary>Where to, in words.</summary>
    string Target { get; }

    /// <summary>Publishes champions.</summary>
    /// <param name="champions">The bundles, each the champion of another unit or horizon.</param>
    /// <param name="dryRun">Says what would be sent, and sends nothing.</param>
    /// <param name="cancellationToken">Stops it; what was sent stays.</param>
    /// <returns>Every file of the bundles.</returns>
    /// <exception cref="InputRefusedException">The target has another bundle of a version, another process publishes there, or access is
    /// refused.</exception>
    /// <exception cref="IOException">The target cannot be written or does not answer.</exception>
    Task<IReadOnlyList<PublishedFile>> PublishAsync(IReadOnlyList<Bundle> champions, bool dryRun, CancellationToken cancellationToken);
}

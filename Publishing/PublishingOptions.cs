using System.ComponentModel.DataAnnotations;
using Huracan.Publishing.Dropbox;

namespace Huracan.Publishing;

/// <summary>Where champions are published: <c>config/publishing.yaml</c>.</summary>
public sealed record PublishingOptions
{
    /// <summary>Name of the settings file.</summary>
    public const string FileName = "publishing.yaml";

    /// <summary>Versions of each champion that a folder keeps; the champion and the one before it always stay.</summary>
    [Range(1, 1000)]
    public int KeepVersions { get; init; } = 5;

    /// <summary>Dropbox.</summary>
    public DropboxOptions Dropbox { get; init; } = new();
}

using System.ComponentModel.DataAnnotations;

namespace Huracan.Publishing.Dropbox;

/// <summary>Where Dropbox is and how patiently it is asked. The token comes from the environment.</summary>
public sealed record DropboxOptions : IValidatableObject
{
    /// <summary>Address of the calls that carry JSON.</summary>
    [Required]
    public string Api { get; init; } = "https://api.dropboxapi.com/2/";

    /// <summary>Address of the calls that carry files.</summary>
    [Required]
    public string Content { get; init; } = "https://content.dropboxapi.com/2/";

    /// <summary>Folder of the champions there.</summary>
    [Required]
    public string Folder { get; init; } = "/champions";

    /// <summary>Size of the parts in which larger files are sent, MiB; Dropbox allows 150.</summary>
    [Range(1, 144)]
    public int ChunkMegabytes { get; init; } = 8;

    /// <summary>How often a request is repeated that failed in passing.</summary>
    [Range(1, 100)]
    public int Retries { get; init; } = 6;

    /// <summary>Seconds before it is repeated first; each next pause is twice as long, up to half a minute.</summary>
    [Range(0.001, 30)]
    public double RetrySeconds { get; init; } = 0.5;

    /// <summary>Seconds an answer may take.</summary>
    [Range(1, 3600)]
    public double TimeoutSeconds { get; init; } = 120;

    /// <summary>The longest pause Dropbox may ask for, seconds; where it asks for a longer one the work ends.</summary>
    [Range(1, 86_400)]
    public double LongestPauseSeconds { get; init; } = 600;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, text) in new[] { (nameof(Api), Api), (nameof(Content), Content) })
        {
            // The token goes there: nobody on the way may read it.
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !text.EndsWith('/')
                || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
                yield return new ValidationResult($"is '{text}'; it must be an https address that ends in '/'.", [name]);
        }
        if (Folder.Length < 2 || Folder[0] != '/' || Folder.EndsWith('/'))
            yield return new ValidationResult($"is '{Folder}'; it must begin with '/', have a name, and not end in '/'.", [nameof(Folder)]);
    }
}

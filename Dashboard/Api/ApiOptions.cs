namespace Huracan.Dashboard.Api;

/// <summary>Section <c>Api</c>: where the API is, and the key to it.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>A service name or an address.</summary>
    public Uri Address { get; set; } = new("http://api");

    /// <summary>The key; null reads it from the key file that the API writes.</summary>
    public string? Key { get; set; }

    /// <summary>The key file; null takes <c>api-keys.json</c> in this host's state folder or in the API's beside it.</summary>
    public string? KeyFile { get; set; }
}

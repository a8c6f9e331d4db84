namespace Huracan.Dashboard.Api;

/// <summary>Section <c>Api</c>: where the API is, and the key to it.</summary>
internal sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>A service's name, or an address.</summary>
    public Uri Address { get; set; } = new("http://api");

    /// <summary>The key; without it, it is looked for in the file the API writes.</summary>
    public string? Key { get; set; }

    /// <summary>That file; without it, <c>api-keys.json</c> of this host's state folder or of the API's beside it.</summary>
    public string? KeyFile { get; set; }
}

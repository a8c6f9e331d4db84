namespace Huracan.Dashboard.Api;

/// <summary>An entry of <c>api-keys.json</c>.</summary>
internal sealed record ApiKeyEntry(string Role, string Key);

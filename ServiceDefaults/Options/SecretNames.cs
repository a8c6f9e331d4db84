namespace Huracan.ServiceDefaults.Options;

/// <summary>Settings whose value is never shown.</summary>
internal static class SecretNames
{
    private static readonly string[] Marks = ["password", "secret", "apikey", "token", "connectionstring"];

    public static string Shown(string key, string value)
    {
        var plain = key.Replace("_", "", StringComparison.Ordinal);
        return Marks.Any(mark => plain.Contains(mark, StringComparison.OrdinalIgnoreCase)) ? "(hidden)" : value;
    }
}

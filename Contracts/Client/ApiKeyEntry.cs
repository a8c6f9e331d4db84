namespace Huracan.Contracts.Client;

/// <summary>An entry of <c>api-keys.json</c>, the list of keys that the API writes into its state folder at its first start.</summary>
/// <param name="Role"><c>OPERATOR</c> or <c>READER</c>.</param>
/// <param name="Key">The key.</param>
public sealed record ApiKeyEntry(string Role, string Key)
{
    /// <summary>Name of the list.</summary>
    public const string FileName = "api-keys.json";

    /// <summary>Whether it has an operator's rights.</summary>
    public bool IsOperator => Role == "OPERATOR";
}

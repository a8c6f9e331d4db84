namespace Huracan.ServiceDefaults.Options;

/// <summary>One setting that is refused: its configuration key, the value found (null: not set) and the rule it breaks.</summary>
public sealed record OptionFault(string Key, string? Value, string Rule)
{
    public override string ToString() => Value is null ? $"{Key} is not set: {Rule}" : $"{Key}='{Value}': {Rule}";
}

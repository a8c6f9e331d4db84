namespace Huracan.AppHost.Settings;

/// <summary>One option of the command line.</summary>
/// <param name="Name">Without its dashes; the configuration key it sets.</param>
/// <param name="Value">What stands behind it, for people to read; null for a switch.</param>
/// <param name="Meaning">One line, with the default.</param>
/// <param name="Rule">Says what is wrong with a value, or null.</param>
internal sealed record CommandOption(string Name, string? Value, string Meaning, Func<string, string?> Rule);

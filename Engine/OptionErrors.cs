using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Huracan.Engine;

/// <summary>
/// Words for the rules that an option class checks by itself: the message of each fault goes on where the setting's key ends, as in
/// <c>is 0; it must be 1 or more.</c>
/// </summary>
public static class OptionFaults
{
    /// <summary>Every fault as a sentence that begins with the key a person wrote.</summary>
    /// <param name="options">What is checked.</param>
    /// <param name="key">Key of the options as a whole, such as <c>simulation</c>; empty for the outermost.</param>
    public static IEnumerable<string> Of(IValidatableObject options, string key) =>
        options.Validate(new ValidationContext(options)).Select(fault => Sentence(fault, key));

    /// <summary>One fault as such a sentence.</summary>
    public static string Sentence(ValidationResult fault, string key)
    {
        var names = fault.MemberNames.Take(1)
            .Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)
            .Prepend(key)
            .Where(name => name.Length > 0);
        return string.Join('.', names) is { Length: > 0 } name ? $"'{name}' {fault.ErrorMessage}" : fault.ErrorMessage ?? "";
    }
}

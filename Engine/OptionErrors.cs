using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Huracan.Engine;

/// <summary>
/// Messages for the rules that an option class checks itself: the text of each error continues after the setting's key, as in
/// <c>is 0; it must be 1 or more.</c>
/// </summary>
public static class OptionErrors
{
    /// <summary>Every error as a sentence that begins with the key in the settings file.</summary>
    /// <param name="options">What is checked.</param>
    /// <param name="key">Key of the options as a whole, such as <c>simulation</c>; empty for the outermost.</param>
    public static IEnumerable<string> Of(IValidatableObject options, string key) =>
        options.Validate(new ValidationContext(options)).Select(error => Sentence(error, key));

    /// <summary>One error as such a sentence.</summary>
    public static string Sentence(ValidationResult error, string key)
    {
        var names = error.MemberNames.Take(1)
            .Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)
            .Prepend(key)
            .Where(name => name.Length > 0);
        return string.Join('.', names) is { Length: > 0 } name ? $"'{name}' {error.ErrorMessage}" : error.ErrorMessage ?? "";
    }
}

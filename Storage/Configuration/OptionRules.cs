using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Huracan.Engine;

namespace Huracan.Storage.Configuration;

/// <summary>Checks the data annotations of option objects and their <see cref="IValidatableObject"/>, by key.</summary>
internal static class OptionRules
{
    /// <summary>Checks an object and all that it holds.</summary>
    public static void Check(object options, string key, YamlErrors errors, Func<string, long> lineOf)
    {
        CheckOwn(options, key, errors, lineOf, _ => true);
        foreach (var (name, property) in OptionProperties.Of(options.GetType()))
        {
            var path = key.Length == 0 ? name : $"{key}.{name}";
            switch (property.GetValue(options))
            {
                case null or string:
                    break;
                case IDictionary dictionary:
                    foreach (DictionaryEntry entry in dictionary)
                        CheckInner(entry.Value, $"{path}.{entry.Key}", errors, lineOf);
                    break;
                case IEnumerable items:
                    var index = 0;
                    foreach (var item in items)
                        CheckInner(item, $"{path}[{index++}]", errors, lineOf);
                    break;
                case var value:
                    CheckInner(value, path, errors, lineOf);
                    break;
            }
        }
    }

    /// <summary>Checks the rules on an object's own settings.</summary>
    public static void CheckOwn(object options, string key, YamlErrors errors, Func<string, long> lineOf, Func<string, bool> isGiven)
    {
        foreach (var (name, property) in OptionProperties.Of(options.GetType()))
        {
            var value = property.GetValue(options);
            var path = key.Length == 0 ? name : $"{key}.{name}";
            foreach (var rule in property.GetCustomAttributes<ValidationAttribute>())
            {
                if (rule.IsValid(value))
                    continue;
                errors.Add(lineOf(name), Describe(rule, path, value));
            }
            if (value is null && OptionProperties.IsRequired(property) && isGiven(name) && !OptionProperties.AllowsNull(property))
                errors.Add(lineOf(name), $"'{path}' has no value.");
        }
        if (options is not IValidatableObject whole)
            return;
        foreach (var error in whole.Validate(new ValidationContext(options)))
        {
            var member = error.MemberNames.FirstOrDefault();
            if (member is null && errors.Any)
                continue; // rules across settings mean little while one of them is wrong
            errors.Add(
                lineOf(member is null ? "" : JsonNamingPolicy.SnakeCaseLower.ConvertName(member)), OptionErrors.Sentence(error, key));
        }
    }

    private static void CheckInner(object? value, string path, YamlErrors errors, Func<string, long> lineOf)
    {
        if (value is not null && !YamlScalars.Holds(value.GetType()))
            Check(value, path, errors, lineOf);
    }

    private static string Describe(ValidationAttribute rule, string path, object? value) => rule switch
    {
        RangeAttribute range => string.Create(
            CultureInfo.InvariantCulture,
            $"'{path}' is {value}; it must be {(range.MinimumIsExclusive ? "above" : "at least")} {range.Minimum}"
            + $" and {(range.MaximumIsExclusive ? "below" : "at most")} {range.Maximum}."),
        RequiredAttribute => $"'{path}' is missing.",
        MinLengthAttribute least => $"'{path}' needs at least {least.Length} entries.",
        RegularExpressionAttribute pattern => $"'{path}' is '{value}'; it must match {pattern.Pattern}.",
        _ => $"'{path}': {rule.FormatErrorMessage(path)}",
    };
}

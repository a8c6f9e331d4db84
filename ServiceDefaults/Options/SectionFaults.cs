using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Huracan.ServiceDefaults.Options;

/// <summary>
/// The faults of one options class: values that cannot be read as their type, keys nobody reads, data annotations, and the class's own
/// <see cref="IValidateOptions{TOptions}"/>. The framework's binder stops at the first of them.
/// </summary>
internal sealed class SectionFaults<T>(IConfiguration configuration, string section, IEnumerable<IValidateOptions<T>> rules)
    : IOptionsFaults
    where T : class, new()
{
    public IEnumerable<OptionFault> Examine()
    {
        var values = configuration.GetSection(section);
        var unreadable = Unreadable(values).ToList();
        if (unreadable.Count > 0)
            return unreadable;
        var options = new T();
        values.Bind(options);
        return [.. Annotated(values, options), .. rules.SelectMany(rule =>
            Broken(values, rule.Validate(Microsoft.Extensions.Options.Options.DefaultName, options)))];
    }

    private static IEnumerable<OptionFault> Unreadable(IConfigurationSection values)
    {
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToList();
        foreach (var child in values.GetChildren().Where(child => child.Value is not null))
        {
            var property = properties.Find(property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
                yield return new OptionFault(
                    child.Path, child.Value, $"no such setting; known are {string.Join(", ", properties.Select(known => known.Name))}");
            else if (!CanRead(property.PropertyType, child.Value!)) // filtered above
                yield return new OptionFault(child.Path, child.Value, $"must be {Describe(property.PropertyType)}");
        }
    }

    private static IEnumerable<OptionFault> Annotated(IConfigurationSection values, T options)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return from result in results
               let members = result.MemberNames.DefaultIfEmpty("")
               from member in members
               let key = member.Length == 0 ? values.Path : ConfigurationPath.Combine(values.Path, member)
               select new OptionFault(key, member.Length == 0 ? "" : Shown(options, member), result.ErrorMessage ?? "refused");
    }

    private static IEnumerable<OptionFault> Broken(IConfigurationSection values, ValidateOptionsResult result) =>
        (result.Failures ?? []).Select(failure => new OptionFault(values.Path, "", failure));

    private static string? Shown(T options, string member)
    {
        var value = Convert.ToString(typeof(T).GetProperty(member)?.GetValue(options), System.Globalization.CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(value) ? null : SecretNames.Shown(member, value);
    }

    private static bool CanRead(Type type, string value)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(string) || target == typeof(object) || (value.Length == 0 && target != type))
            return true;
        var converter = TypeDescriptor.GetConverter(target);
        if (!converter.CanConvertFrom(typeof(string)))
            return value.Length == 0;
        try
        {
            return converter.ConvertFromInvariantString(value) is not null;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static string Describe(Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        return target switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(target))}",
            _ when target == typeof(bool) => "true or false",
            _ when target == typeof(int) || target == typeof(long) => "a whole number",
            _ when target == typeof(double) || target == typeof(decimal) => "a number",
            _ when target == typeof(TimeSpan) => "a span of time such as 00:00:30",
            _ when target == typeof(Uri) => "an address such as http://127.0.0.1:8080",
            _ => $"readable as {target.Name}",
        };
    }
}

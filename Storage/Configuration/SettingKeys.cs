using System.Collections;
using System.Reflection;
using Huracan.Contracts;

namespace Huracan.Storage.Configuration;

/// <summary>The keys of an option class, for what replaces single keys of a file.</summary>
public static class SettingKeys
{
    /// <summary>Every key that has a value of its own, those of groups with the group before: <c>universe.max_coins</c>.</summary>
    public static IReadOnlyList<string> Of<T>() => [.. Of(typeof(T), "")];

    /// <summary>Replaces a key's value.</summary>
    /// <param name="options">The option object.</param>
    /// <param name="key">One of <see cref="Of{T}"/>.</param>
    /// <param name="text">The value as in a file; a list is values with commas between, without brackets.</param>
    /// <param name="origin">The variable or option that has it, for messages.</param>
    /// <exception cref="InputRefusedException">It is none of its kind; the message has origin, value and what is allowed.</exception>
    public static void Set(object options, string key, string text, string origin)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? key : key[..dot];
        var property = OptionProperties.Of(options.GetType()).First(one => one.Key == name).Property;
        if (dot >= 0)
            Set(property.GetValue(options)!, key[(dot + 1)..], text, origin); // a group of keys is never null
        else if (text == "null" && OptionProperties.AllowsNull(property))
            property.SetValue(options, null);
        else
            property.SetValue(options, Value(property, text, origin));
    }

    private static IEnumerable<string> Of(Type type, string group)
    {
        foreach (var (key, property) in OptionProperties.Of(type))
        {
            var kind = Plain(property);
            if (YamlScalars.Holds(kind) || ItemOf(kind) is not null)
                yield return group + key;
            else
            {
                foreach (var inner in Of(kind, $"{group}{key}."))
                    yield return inner;
            }
        }
    }

    private static object Value(PropertyInfo property, string text, string origin)
    {
        var kind = Plain(property);
        if (ItemOf(kind) is not { } item)
        {
            return YamlScalars.TryParse(text, kind, out var value)
                ? value! // as it says
                : throw new InputRefusedException(
                    $"{origin} is '{text}'; it must be {YamlScalars.Describe(kind)}"
                        + $"{(OptionProperties.AllowsNull(property) ? ", or null" : "")}.");
        }
        var list = (IList)Activator.CreateInstance(kind)!; // no Nullable<T>
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            list.Add(YamlScalars.TryParse(part, item, out var value)
                ? value
                : throw new InputRefusedException(
                    $"{origin} is '{text}', of which '{part}' must be {YamlScalars.Describe(item)}; values have commas between."));
        }
        return list;
    }

    private static Type Plain(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GetGenericArguments()[0] : null;
}

using System.Collections;
using Huracan.Engine;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Huracan.Storage.Configuration;

/// <summary>Turns YAML nodes into option objects, collecting every error with its line and key.</summary>
internal sealed class YamlBinder(YamlErrors errors)
{
    /// <returns>The value; null where an error was collected or the node says null.</returns>
    public object? Bind(YamlNode node, Type type, string key)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (YamlScalars.Holds(type))
            return Scalar(node, type, key);
        if (DictionaryValue(type) is { } valueType)
            return Dictionary(node, valueType, key);
        if (ListItem(type) is { } itemType)
            return List(node, itemType, type, key);
        return Object(node, type, key);
    }

    private static Type? DictionaryValue(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var first, var second] && first == typeof(string)
        && type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(first, second)) ? second : null;

    private static Type? ListItem(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [var item]
            && type.IsAssignableFrom(typeof(List<>).MakeGenericType(item)) ? item
        : null;

    private static string Join(string key, string name) => key.Length == 0 ? name : $"{key}.{name}";

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain or ScalarStyle.Any, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    private object? Scalar(YamlNode node, Type type, string key)
    {
        if (node is not YamlScalarNode { Value: { } text })
            errors.Add(
                node.Start.Line,
                $"'{key}' must be {YamlScalars.Describe(type)}, not a {(node is YamlMappingNode ? "group of keys" : "list")}.");
        else if (!YamlScalars.TryParse(text, type, out var value))
            errors.Add(node.Start.Line, $"'{key}' is '{text}'; it must be {YamlScalars.Describe(type)}.");
        else
            return value;
        return null;
    }

    private IDictionary? Dictionary(YamlNode node, Type valueType, string key)
    {
        if (node is not YamlMappingNode mapping)
        {
            errors.Add(node.Start.Line, $"'{key}' must be a group of 'name: value' lines.");
            return null;
        }
        // not a Nullable<T>
        var result = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), valueType))!;
        foreach (var (name, child) in mapping.Children)
        {
            if (Item(child, valueType, Join(key, name.ToString())) is { } value)
                result[name.ToString()] = value;
        }
        return result;
    }

    private object? List(YamlNode node, Type itemType, Type type, string key)
    {
        if (node is not YamlSequenceNode sequence)
        {
            errors.Add(node.Start.Line, $"'{key}' must be a list, such as [a, b].");
            return null;
        }
        var result = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType))!; // as above
        for (var i = 0; i < sequence.Children.Count; i++)
        {
            if (Item(sequence.Children[i], itemType, $"{key}[{i}]") is { } value)
                result.Add(value);
        }
        if (!type.IsArray)
            return result;
        var array = Array.CreateInstance(itemType, result.Count);
        result.CopyTo(array, 0);
        return array;
    }

    private object? Item(YamlNode node, Type type, string key)
    {
        if (!IsNull(node))
            return Bind(node, type, key);
        errors.Add(node.Start.Line, $"'{key}' has no value.");
        return null;
    }

    private object? Object(YamlNode node, Type type, string key)
    {
        if (node is not YamlMappingNode mapping)
        {
            errors.Add(
                node.Start.Line, $"'{key}' must be a group of keys: {string.Join(", ", OptionProperties.Of(type).Select(x => x.Key))}.");
            return null;
        }
        var properties = OptionProperties.Of(type);
        var target = Activator.CreateInstance(type) ?? throw new InvalidOperationException($"{type.Name} cannot be made.");
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, child) in mapping.Children)
        {
            var (found, property) = properties.FirstOrDefault(x => x.Key == name.ToString());
            lines[name.ToString()] = name.Start.Line;
            if (found is null)
                errors.Add(name.Start.Line, Unknown(Join(key, name.ToString()), name.ToString(), [.. properties.Select(x => x.Key)]));
            else if (!IsNull(child))
                Set(target, property, Bind(child, property.PropertyType, Join(key, found)));
            else if (OptionProperties.AllowsNull(property))
                property.SetValue(target, null);
            else
                errors.Add(name.Start.Line, $"'{Join(key, found)}' has no value.");
        }
        foreach (var (name, property) in properties)
        {
            if (OptionProperties.IsRequired(property) && !lines.ContainsKey(name))
                errors.Add(mapping.Start.Line, $"'{Join(key, name)}' is missing.");
        }
        // Nested objects have been checked when they were bound; their rules must not be reported twice.
        OptionRules.CheckOwn(target, key, errors, name => lines.GetValueOrDefault(name, mapping.Start.Line), lines.ContainsKey);
        return target;
    }

    private static void Set(object target, System.Reflection.PropertyInfo property, object? value)
    {
        // Null: an error was collected, and the default stays so that the rest can be checked.
        if (value is not null)
            property.SetValue(target, value);
    }

    private static string Unknown(string key, string name, string[] allowed)
    {
        var hint = NearestName.Find(name, allowed) is { } near ? $" Did you mean '{near}'?" : "";
        return $"there is no setting '{key}'.{hint} Allowed: {string.Join(", ", allowed.Order(StringComparer.Ordinal))}.";
    }
}

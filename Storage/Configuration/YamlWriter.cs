using System.Collections;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Huracan.Storage.Configuration;

/// <summary>Turns option objects into YAML nodes, the reverse of <see cref="YamlBinder"/>.</summary>
internal static class YamlWriter
{
    public static YamlNode Node(object? value)
    {
        switch (value)
        {
            case null:
                return new YamlScalarNode("null");
            case string text:
                var looksNull = text is "" or "~" || text.Equals("null", StringComparison.OrdinalIgnoreCase);
                return new YamlScalarNode(text) { Style = looksNull ? ScalarStyle.DoubleQuoted : ScalarStyle.Any };
            case var scalar when YamlScalars.Holds(scalar.GetType()):
                return new YamlScalarNode(YamlScalars.Format(scalar));
            case IDictionary dictionary:
                var entries = new YamlMappingNode();
                foreach (var key in dictionary.Keys.Cast<string>().Order(StringComparer.Ordinal))
                    entries.Add(key, Node(dictionary[key]));
                return entries;
            case IEnumerable items:
                var list = new YamlSequenceNode(items.Cast<object?>().Select(Node));
                if (list.Children.All(x => x is YamlScalarNode))
                    list.Style = SequenceStyle.Flow;
                return list;
            default:
                var mapping = new YamlMappingNode();
                foreach (var (key, property) in OptionProperties.Of(value.GetType()))
                    mapping.Add(key, Node(property.GetValue(value)));
                return mapping;
        }
    }
}

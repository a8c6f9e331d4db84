using YamlDotNet.RepresentationModel;

namespace Huracan.Storage.Configuration;

/// <summary>In which settings two option objects differ.</summary>
public static class SettingDifferences
{
    /// <summary>A line for each setting that differs: <c>run.epochs was 8 and is 9</c>.</summary>
    public static IReadOnlyList<string> Of<T>(T before, T now)
        where T : class
    {
        var (old, present) = (Values(before), Values(now));
        return
        [
            .. old.Keys.Union(present.Keys).Order(StringComparer.Ordinal)
                .Where(key => old.GetValueOrDefault(key) != present.GetValueOrDefault(key))
                .Select(key => $"{key} was {old.GetValueOrDefault(key) ?? "not set"} and is {present.GetValueOrDefault(key) ?? "not set"}"),
        ];
    }

    private static Dictionary<string, string> Values(object options)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(YamlWriter.Node(options), "");
        return values;

        void Add(YamlNode node, string key)
        {
            if (node is not YamlMappingNode group)
            {
                values[key] = node.ToString();
                return;
            }
            foreach (var (name, value) in group.Children)
                Add(value, key.Length == 0 ? $"{name}" : $"{key}.{name}");
        }
    }
}

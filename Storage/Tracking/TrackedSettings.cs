using System.Globalization;
using Huracan.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Huracan.Storage.Tracking;

/// <summary>The settings of a run as parameters: keys of groups joined by dots, lists by commas, without what is null or empty.</summary>
internal static class TrackedSettings
{
    private const string Simulation = "simulation", Source = "source";

    /// <summary>The settings in a file.</summary>
    /// <exception cref="InputRefusedException">It cannot be read, or is no YAML.</exception>
    public static SortedDictionary<string, string> Read(string path)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(File.ReadAllText(path)));
            foreach (var document in stream.Documents)
                Add(document.RootNode, "");
        }
        catch (Exception exception) when (exception is YamlException or IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"{path} cannot be read as settings: {exception.Message}", exception);
        }
        if (settings.ContainsKey(Source)) // then no market is simulated
        {
            foreach (var key in settings.Keys.Where(key => key.StartsWith($"{Simulation}.", StringComparison.Ordinal)).ToArray())
                settings.Remove(key);
        }
        return settings;

        void Add(YamlNode node, string key)
        {
            switch (node)
            {
                case YamlMappingNode group:
                    foreach (var (name, value) in group.Children)
                        Add(value, key.Length == 0 ? name.ToString() : $"{key}.{name}");
                    break;
                case YamlSequenceNode list when list.Children.All(item => item is YamlScalarNode):
                    if (list.Children.Count > 0)
                        settings[key] = string.Join(", ", list.Children);
                    break;
                case YamlSequenceNode list:
                    for (var i = 0; i < list.Children.Count; i++)
                        Add(list.Children[i], string.Create(CultureInfo.InvariantCulture, $"{key}.{i}"));
                    break;
                case YamlScalarNode { Value: { Length: > 0 } text } scalar when text != "null" || scalar.Style != ScalarStyle.Plain:
                    settings[key] = text;
                    break;
            }
        }
    }
}

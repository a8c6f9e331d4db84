using System.Globalization;
using System.Text;
using Huracan.Contracts;
using Huracan.Storage.Files;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Huracan.Publishing.MLflow;

/// <summary><c>meta.yaml</c> of an experiment, run, model or version in a file store.</summary>
internal static class MetaFile
{
    public const string Name = "meta.yaml";

    /// <summary>The text of a file. Texts are quoted, so that an id of digits stays a text.</summary>
    public static string Format(IEnumerable<(string Key, object? Value)> entries)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in entries)
        {
            var written = value switch
            {
                null => "null",
                string words => $"'{words.ReplaceLineEndings(" ").Replace("'", "''", StringComparison.Ordinal)}'",
                Array => "[]",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            };
            text.Append(CultureInfo.InvariantCulture, $"{key}: {written}\n");
        }
        return text.ToString();
    }

    /// <summary>Replaces the file of a folder, unless it is the same.</summary>
    /// <returns>Whether it was another.</returns>
    public static bool Write(string folder, IEnumerable<(string Key, object? Value)> entries)
    {
        var (path, content) = (Path.Combine(folder, Name), Encoding.UTF8.GetBytes(Format(entries)));
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            return false;
        AtomicFile.Write(path, content);
        return true;
    }

    /// <summary>The scalars in the file of a folder; null where there is no file.</summary>
    /// <exception cref="InputRefusedException">It is no YAML.</exception>
    public static IReadOnlyDictionary<string, string>? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            return null;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(File.ReadAllText(path)));
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? root.Children.Where(pair => pair.Value is YamlScalarNode)
                    .ToDictionary(pair => pair.Key.ToString(), pair => ((YamlScalarNode)pair.Value).Value ?? "")
                : throw new InputRefusedException($"{path} is not a {Name} of MLflow: it must hold keys and values.");
        }
        catch (YamlException exception)
        {
            throw new InputRefusedException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}

using System.Text;
using Huracan.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Huracan.Storage.Configuration;

/// <summary>
/// Settings files. Keys are the snake_case names of the option class's properties; what is absent keeps the class's default. All
/// errors of a file are reported at once, each with its line and key.
/// </summary>
public static class YamlFile
{
    /// <summary>
    /// Reads a file into a plain option class (text, numbers, bool, enums, timeframes, dates, nested classes, lists, dictionaries by text).
    /// </summary>
    /// <exception cref="InputRefusedException">
    /// The file is missing or no YAML; a key is unknown or doubled; a value has the wrong type or lies outside its range; a required one is
    /// absent.
    /// </exception>
    public static T Load<T>(string path)
        where T : class => Parse<T>(ReadText(path), path);

    /// <summary>Reads text whose keys replace those of a file; a group of keys replaces the keys it has.</summary>
    /// <param name="text">YAML, or JSON.</param>
    /// <param name="origin">File name for messages.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="InputRefusedException">As <see cref="Load{T}"/>.</exception>
    public static T ParseOver<T>(string text, string origin, string file)
        where T : class
    {
        var errors = new YamlErrors();
        var root = Root(ReadText(file), file);
        Merge(root, Root(text, origin));
        var value = new YamlBinder(errors).Bind(root, typeof(T), "");
        errors.ThrowIfAny(origin);
        return (T)value!; // no errors: a mapping gives an object
    }

    /// <summary>The value of a key outside of all groups; null where there is none, or the text is no settings.</summary>
    public static string? Peek(string text, string key)
    {
        try
        {
            return Root(text, "").Children.TryGetValue(new YamlScalarNode(key), out var node) ? (node as YamlScalarNode)?.Value : null;
        }
        catch (InputRefusedException)
        {
            return null;
        }
    }

    /// <summary>Reads text.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="origin">File name for messages.</param>
    /// <exception cref="InputRefusedException">As <see cref="Load{T}"/>.</exception>
    public static T Parse<T>(string text, string origin)
        where T : class
    {
        var errors = new YamlErrors();
        var root = Root(text, origin);
        var value = new YamlBinder(errors).Bind(root, typeof(T), "");
        errors.ThrowIfAny(origin);
        return (T)value!; // no errors: a mapping gives an object
    }

    /// <summary>Reads a flat file of numbers by name, such as <c>config/models/xgboost.yaml</c>; an empty one has none.</summary>
    /// <exception cref="InputRefusedException">As <see cref="Load{T}"/>; also for a value that is no finite number.</exception>
    public static IReadOnlyDictionary<string, double> LoadNumbers(string path)
    {
        var errors = new YamlErrors();
        var numbers = (Dictionary<string, double>?)new YamlBinder(errors)
            .Bind(Root(ReadText(path), path), typeof(Dictionary<string, double>), "");
        errors.ThrowIfAny(path);
        return numbers!; // as above
    }

    /// <summary>
    /// Checks the ranges and rules of an option object that did not come from a file alone, such as one changed by the command line.
    /// </summary>
    /// <exception cref="InputRefusedException">Some do not hold; all are named.</exception>
    public static void Check(object options, string origin)
    {
        var errors = new YamlErrors();
        OptionRules.Check(options, "", errors, _ => 0);
        errors.ThrowIfAny(origin);
    }

    /// <summary>An option object as YAML that reads back the same.</summary>
    public static string Format(object options)
    {
        var writer = new StringWriter { NewLine = "\n" };
        new YamlStream(new YamlDocument(YamlWriter.Node(options))).Save(writer, assignAnchors: false);
        // The library ends a document with three dots, which only a stream of several needs.
        return writer.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n...\n", "\n", StringComparison.Ordinal);
    }

    private static void Merge(YamlMappingNode below, YamlMappingNode above)
    {
        foreach (var (key, value) in above.Children)
        {
            if (value is YamlMappingNode group && below.Children.TryGetValue(key, out var known) && known is YamlMappingNode there)
                Merge(there, group);
            else
                below.Children[key] = value;
        }
    }

    private static string ReadText(string path)
    {
        if (Directory.Exists(path))
            throw new InputRefusedException($"{path} is a folder; settings are a file.");
        try
        {
            return File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputRefusedException($"There is no settings file {path}.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputRefusedException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static YamlMappingNode Root(string text, string origin)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            throw new InputRefusedException($"{origin}, line {exception.Start.Line}: {exception.Message}", exception);
        }
        if (stream.Documents.Count == 0)
            return new YamlMappingNode();
        return stream.Documents[0].RootNode as YamlMappingNode
            ?? throw new InputRefusedException(
                $"{origin}, line {stream.Documents[0].RootNode.Start.Line}: settings are lines of 'key: value'.");
    }
}

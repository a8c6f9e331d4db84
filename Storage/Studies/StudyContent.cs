using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Huracan.Engine.Search.Studies;

namespace Huracan.Storage.Studies;

/// <summary>What a study says, whatever it is kept in and whenever it was made: no dates, no heartbeats, no row numbers.</summary>
public static class StudyContent
{
    /// <summary>SHA-256 of the content, lower-case hexadecimal.</summary>
    public static string Hash(StoredStudy study) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(study))));

    /// <summary>The same of a study that is open.</summary>
    /// <param name="name">Name of the study.</param>
    /// <param name="storage">What it is kept in.</param>
    public static string Hash(string name, IStudyStorage storage) =>
        Hash(new StoredStudy(name, storage.Direction, storage.Attributes, storage.Load()));

    /// <summary>The content, a line for each thing.</summary>
    internal static string Text(StoredStudy study)
    {
        var text = new StringBuilder();
        Line(text, "study", Quote(study.Name), OptunaText.Of(study.Direction));
        Attributes(text, "attribute", study.Attributes);
        foreach (var trial in study.Trials)
            Trial(text, trial);
        return text.ToString();
    }

    private static void Trial(StringBuilder text, FrozenTrial trial)
    {
        Line(text, "trial", trial.Number.ToString(CultureInfo.InvariantCulture), OptunaText.Of(trial.State));
        if (trial.Value is { } objective)
            Line(text, "value", Number(objective));
        foreach (var (name, parameter) in trial.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Line(text, "parameter", Quote(name), Number(parameter.Value), OptunaJson.Of(parameter.Distribution));
        foreach (var (step, value) in trial.Reports)
            Line(text, "report", step.ToString(CultureInfo.InvariantCulture), Number(value));
        Attributes(text, "user", trial.UserAttributes);
        Attributes(text, "system", trial.SystemAttributes);
    }

    private static void Attributes(StringBuilder text, string what, IEnumerable<KeyValuePair<string, string>> attributes)
    {
        foreach (var (key, json) in attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            Line(text, what, Quote(key), Quote(json));
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<string> words) => text.AppendJoin(' ', words).Append('\n');

    // SQLite knows no negative zero.
    private static string Number(double value) => (value + 0.0).ToString("R", CultureInfo.InvariantCulture);

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}

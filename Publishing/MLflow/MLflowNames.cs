using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Huracan.Storage.Tracking;

namespace Huracan.Publishing.MLflow;

/// <summary>Names, ids and lengths as MLflow allows them (mlflow/utils/validation.py of 2.12).</summary>
internal static class MLflowNames
{
    public const int LongestKey = 250, LongestParameter = 6000, LongestTag = 5000;

    public const string RunIdTag = "huracan.run_id", ScopeTag = "huracan.scope", FilesTag = "huracan.files", VersionTag = "huracan.version";

    /// <summary>Id of a run in a file store: the same for the same run and scope, so that writing again replaces.</summary>
    public static string RunId(TrackedRun run) => RunId(run.RunId, run.Scope);

    /// <summary>The same, by run and scope.</summary>
    public static string RunId(string runId, string scope) => Convert.ToHexStringLower(Hash($"{runId}\n{scope}").AsSpan(0, 16));

    /// <summary>Id of an experiment in a file store: 18 digits, of which the first is not 0.</summary>
    public static string ExperimentId(string name)
    {
        const ulong least = 100_000_000_000_000_000;
        var number = BinaryPrimitives.ReadUInt64BigEndian(Hash(name));
        return (least + number % (9 * least)).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A key of a metric, parameter or tag: letters, digits and <c>_ . - space /</c>, at most 250, a relative path without empty parts,
    /// <c>.</c> and <c>..</c>. Other characters become <c>_</c>; of one that is too long the end is replaced by a hash.
    /// </summary>
    public static string Key(string text)
    {
        var parts = text.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part =>
            part.All(letter => letter == '.') ? new string('_', part.Length) : string.Concat(part.Select(Letter)));
        var key = string.Join('/', parts) is { Length: > 0 } joined ? joined : "_";
        if (key.Length <= LongestKey)
            return key;
        const int kept = 16;
        return $"{key[..(LongestKey - kept - 1)]}_{Convert.ToHexStringLower(Hash(text))[..kept]}";
    }

    /// <summary>Name of a registered model: no path, no <c>%</c>. Coins may have letters of other scripts.</summary>
    public static string Model(string text) =>
        string.Concat(text.Select(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.' or '-' ? letter : '_'));

    /// <summary>A text, cut where it is too long.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }

    /// <summary>The tags of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="parent">MLflow's id of what it is a part of; null where it is not known there.</param>
    public static SortedDictionary<string, string> Tags(TrackedRun run, string? parent)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [RunIdTag] = run.RunId,
            [ScopeTag] = run.Scope,
            ["mlflow.runName"] = Cut(run.Name, LongestTag),
            ["mlflow.source.name"] = "huracan",
            ["mlflow.source.type"] = "LOCAL",
        };
        if (parent is not null)
            tags["mlflow.parentRunId"] = parent;
        foreach (var (key, value) in run.Tags)
            tags[Key(key)] = Cut(value, LongestTag);
        return tags;
    }

    /// <summary>The parameters of a run.</summary>
    public static SortedDictionary<string, string> Parameters(TrackedRun run)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in run.Parameters)
            parameters[Key(key)] = Cut(value, LongestParameter);
        return parameters;
    }

    /// <summary>Number of a status in a file store.</summary>
    public static int Number(TrackedStatus status) => status switch
    {
        TrackedStatus.Running => 1,
        TrackedStatus.Finished => 3,
        TrackedStatus.Failed => 4,
        _ => 5,
    };

    // Letters of other scripts are allowed too, but no name here needs them.
    private static char Letter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-' or ' ' ? letter : '_';

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

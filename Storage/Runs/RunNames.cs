using System.Globalization;
using System.Text.RegularExpressions;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Storage.Runs;

/// <summary>The names of runs: sortable UTC time and a short hash of the configuration.</summary>
public static partial class RunNames
{
    /// <summary>Names a run that is asked for now.</summary>
    public static string Create(RunOptions options, DateTimeOffset now) =>
        $"{PrefixOf(now)}-{RunFiles.ConfigHash(options)[..8]}";

    /// <summary>What the names of runs begin with that are asked for at a time, to the second: names sort by it.</summary>
    public static string PrefixOf(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");

    /// <summary>Whether a text looks like the name of a run.</summary>
    public static bool IsName(string text) => Pattern().IsMatch(text);

    /// <summary>When a run was asked for, UTC; null where the text is no name of a run.</summary>
    public static DateTimeOffset? TimeOf(string text) =>
        IsName(text) && DateTimeOffset.TryParseExact(
            text.Split('-')[0], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    [GeneratedRegex(@"\A[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}\z")]
    private static partial Regex Pattern();
}

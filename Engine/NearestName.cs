namespace Huracan.Engine;

/// <summary>Finds the most similar name (Levenshtein, 1966).</summary>
public static class NearestName
{
    private const int ShortestShort = 3;

    /// <summary><c> (did you mean 'x'?)</c>, or nothing when no name is near.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is { } near ? $" (did you mean '{near}'?)" : "";

    /// <summary>
    /// The candidate with the smallest edit distance, ignoring case, the shortest and then the first in ordinal order among equals; null
    /// when even that one is far. A name that a candidate contains counts as a distance of one.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        var best = candidates.OrderBy(candidate => Away(name, candidate)).ThenBy(candidate => candidate.Length)
            .ThenBy(candidate => candidate, StringComparer.Ordinal).FirstOrDefault();
        return best is not null && Away(name, best) <= Math.Max(2, best.Length / 2) ? best : null;
    }

    private static int Away(string name, string candidate) =>
        name.Length >= ShortestShort && candidate.Length > name.Length && candidate.Contains(name, StringComparison.OrdinalIgnoreCase)
            ? 1
            : Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}

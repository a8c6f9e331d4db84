namespace Huracan.Engine.Consensus;

/// <summary>
/// Divides weight among voters who say the same (F17). The similarity of two voters is the correlation at which they come together when
/// the most similar are joined first: such similarities are ultrametric, so the shares u that solve Z·u = 1 are never negative. Voters
/// with nothing in common have a share of 1 each, k duplicates 1/k each, whoever else there is.
/// </summary>
internal static class VoteSharing
{
    /// <summary>The shares.</summary>
    /// <param name="count">Number of voters.</param>
    /// <param name="similarity">Correlation of the votes of two voters; below 0 counts as 0.</param>
    public static double[] Of(int count, Func<int, int, double> similarity)
    {
        var shares = new double[count];
        Array.Fill(shares, 1);
        var groups = Enumerable.Range(0, count).Select(i => new Group([i], 1)).ToArray(); // by voter: the group that it is in
        foreach (var (a, b, value) in Links(count, similarity).OrderByDescending(link => link.Similarity))
        {
            var (left, right) = (groups[a], groups[b]);
            var (byLeft, byRight) = Divide(left, right, value);
            foreach (var i in left.Members)
                shares[i] *= byLeft;
            foreach (var i in right.Members)
                shares[i] *= byRight;
            var joined = new Group([.. left.Members, .. right.Members], left.Total * byLeft + right.Total * byRight);
            foreach (var i in joined.Members)
                groups[i] = joined;
        }
        return shares;
    }

    // Two groups of which every pair across has one similarity s: the shares of each are multiplied by (1 - s·other)/(1 - s²·both).
    private static (double Left, double Right) Divide(Group left, Group right, double similarity)
    {
        var ownLeft = Math.Max(0, 1 - similarity * left.Total);
        var ownRight = Math.Max(0, 1 - similarity * right.Total);
        var all = ownLeft + ownRight - ownLeft * ownRight;
        if (all > 0)
            return (ownRight / all, ownLeft / all);
        double members = left.Members.Count + right.Members.Count; // all of them say the same
        return (left.Members.Count / members, right.Members.Count / members);
    }

    // The tree of the greatest similarities, by Prim's method.
    private static List<(int A, int B, double Similarity)> Links(int count, Func<int, int, double> similarity)
    {
        var links = new List<(int, int, double)>();
        var nearest = new int[count];
        var best = new double[count];
        Array.Fill(best, -1);
        var isIn = new bool[count];
        for (int added = 0, next = 0; added < count - 1; added++)
        {
            isIn[next] = true;
            var following = -1;
            for (var i = 0; i < count; i++)
            {
                if (isIn[i])
                    continue;
                var value = Math.Clamp(similarity(next, i), 0, 1);
                if (value > best[i])
                    (best[i], nearest[i]) = (value, next);
                if (following < 0 || best[i] > best[following])
                    following = i;
            }
            links.Add((nearest[following], following, best[following]));
            next = following;
        }
        return links;
    }

    private sealed record Group(IReadOnlyList<int> Members, double Total);
}

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>How the baselines are set up on a candidate's features.</summary>
public static class Baselines
{
    /// <summary>The trailing return the momentum baseline follows: the first of these that the candidate has.</summary>
    private static readonly string[] TrailingReturns = ["ret12", "ret_12", "ret3", "ret1"];

    /// <summary>Settings of a baseline: which column the momentum baseline reads; others take none.</summary>
    public static IReadOnlyDictionary<string, double> Settings(string family, IReadOnlyList<string> features)
    {
        if (family != "momentum")
            return new Dictionary<string, double>();
        var names = features.ToList();
        var column = TrailingReturns.Select(name => names.IndexOf(name)).FirstOrDefault(index => index >= 0, -1);
        return new Dictionary<string, double> { ["column"] = Math.Max(0, column) };
    }
}

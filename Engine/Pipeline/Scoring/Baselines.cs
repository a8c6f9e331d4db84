using Huracan.Engine.Features;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;

namespace Huracan.Engine.Pipeline.Scoring;

/// <summary>How the baselines are set up on a candidate's features.</summary>
public static class Baselines
{
    /// <summary>Name of the baseline of meta-labels that takes every side of the primary rule.</summary>
    public const string Primary = "primary";

    /// <summary>What the momentum baseline follows, the side or a trailing return: the first of these that the candidate has.</summary>
    private static readonly string[] Followed = [PrimaryRule.Column, "ret12", "ret_12", "ret3", "ret1"];

    /// <summary>Settings of a baseline: which column the momentum baseline reads; others take none.</summary>
    public static IReadOnlyDictionary<string, double> Settings(string family, IReadOnlyList<string> features)
    {
        if (family != "momentum")
            return new Dictionary<string, double>();
        var names = features.ToList();
        var column = Followed.Select(name => names.IndexOf(name)).FirstOrDefault(index => index >= 0, -1);
        return new Dictionary<string, double> { ["column"] = Math.Max(0, column) };
    }

    /// <summary>Forecasts that every side pays, for certain.</summary>
    /// <param name="sides">Side at each bar of the series.</param>
    /// <param name="bars">The bars to forecast.</param>
    public static Forecasts EverySide(sbyte[] sides, int[] bars) => new(
        bars, Array.ConvertAll(bars, bar => new Prediction(sides[bar] < 0 ? 1 : 0, sides[bar] == 0 ? 1 : 0, sides[bar] > 0 ? 1 : 0, 0)))
    {
        Sides = Array.ConvertAll(bars, bar => sides[bar]),
    };
}

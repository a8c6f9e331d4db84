using Huracan.Engine.Models;
namespace Huracan.Bench.Policies;

/// <summary>How good forecasts are, pooled over units: both by the day, because coins move together.</summary>
/// <param name="Skill">Log loss of the class frequencies of validation less that of the forecast, by bar.</param>
/// <param name="Rank">12 × rank of the score × rank of the return, each from -½ to ½ within its unit: a rank correlation, by
/// bar.</param>
internal sealed record PooledSkill(DayMean Skill, DayMean Rank)
{
    public static PooledSkill Empty => new(new DayMean(), new DayMean());

    public void Add(PooledSkill other)
    {
        Skill.Add(other.Skill);
        Rank.Add(other.Rank);
    }

    /// <summary>Of a candidate's test part, or of some bars of it.</summary>
    public static PooledSkill Of(RunForecasts candidate, Func<int, bool> counts)
    {
        var skill = Empty;
        var (test, times) = (candidate.Test, candidate.Data.Candles.OpenTimes.ToArray());
        int[] rows = [.. Enumerable.Range(0, test.Bars.Length).Where(i => test.Labels[i] != sbyte.MinValue && counts(test.Bars[i]))];
        foreach (var i in rows)
        {
            skill.Skill.Add(
                times[test.Bars[i]],
                LogProbability(test.Predictions[i], test.Labels[i]) - Math.Log(candidate.Frequencies[test.Labels[i] + 1]));
        }
        var scores = test.Scores();
        Correlate(
            skill.Rank, Array.ConvertAll(rows, i => times[test.Bars[i]]), Array.ConvertAll(rows, i => scores[i]),
            Array.ConvertAll(rows, i => test.Returns[i]));
        return skill;
    }

    /// <summary>Skill of one less that of another at the bars that both forecast: what one knows that the other does not.</summary>
    public static DayMean Difference(RunForecasts one, RunForecasts other)
    {
        var difference = new DayMean();
        var theirs = other.Test.Bars.Zip(other.Test.Predictions).ToDictionary();
        var times = one.Data.Candles.OpenTimes;
        for (var i = 0; i < one.Test.Bars.Length; i++)
        {
            var (bar, label) = (one.Test.Bars[i], one.Test.Labels[i]);
            if (label != sbyte.MinValue && theirs.TryGetValue(bar, out var their))
                difference.Add(times[bar], LogProbability(one.Test.Predictions[i], label) - LogProbability(their, label));
        }
        return difference;
    }

    private static double LogProbability(Prediction forecast, sbyte label) =>
        Math.Log(Math.Max(label switch { < 0 => forecast.Down, 0 => forecast.Flat, _ => forecast.Up }, 1e-6));

    private static void Correlate(DayMean mean, long[] times, double[] scores, double[] returns)
    {
        var (left, right) = (Ranks(scores), Ranks(returns));
        for (var i = 0; i < times.Length; i++)
            mean.Add(times[i], 12 * left[i] * right[i]);
    }

    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && values[order[end]].Equals(values[order[start]]); end++)
            {
            }
            for (var k = start; k < end; k++)
                ranks[order[k]] = ((start + end - 1) / 2.0 + 0.5) / order.Length - 0.5; // ties share their mean
        }
        return ranks;
    }
}

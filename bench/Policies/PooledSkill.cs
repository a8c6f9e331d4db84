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
            var prediction = test.Predictions[i];
            var probability = test.Labels[i] switch { < 0 => prediction.Down, 0 => prediction.Flat, _ => prediction.Up };
            skill.Skill.Add(
                times[test.Bars[i]], Math.Log(Math.Max(probability, 1e-6)) - Math.Log(candidate.Frequencies[test.Labels[i] + 1]));
        }
        var scores = test.Scores();
        Correlate(
            skill.Rank, Array.ConvertAll(rows, i => times[test.Bars[i]]), Array.ConvertAll(rows, i => scores[i]),
            Array.ConvertAll(rows, i => test.Returns[i]));
        return skill;
    }

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

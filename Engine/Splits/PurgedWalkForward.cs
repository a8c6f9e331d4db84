namespace Huracan.Engine.Splits;

/// <summary>
/// Walk-forward: the samples are cut into folds + 1 even groups; fold k tests group k + 1 and trains on what lies before it, purged so
/// that the largest training t1 plus the embargo is before the first test start. What comes after a test is never trained on.
/// </summary>
/// <param name="folds">Number of tests, 1 or more.</param>
/// <param name="embargo">Bars left out between the last bar a training label rests on and the first test start; 0 or more.</param>
/// <param name="window">Most samples to train on, the latest ones; null trains on all there are (expanding).</param>
/// <param name="rule">Null takes <see cref="Purge.Train"/>.</param>
public sealed class PurgedWalkForward(int folds, int embargo, int? window = null, PurgeRule? rule = null)
{
    /// <summary>Splits samples whose starts ascend.</summary>
    /// <exception cref="ArgumentException">Too few samples, or out of order.</exception>
    public Fold[] Split(ReadOnlySpan<BarInterval> samples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(embargo);
        var groups = Purge.Groups(samples, folds + 1);
        var result = new Fold[folds];
        for (var k = 0; k < folds; k++)
        {
            var test = groups[k + 1];
            // Samples up to the end of the test alone: the rule then has nothing after it to keep.
            var fold = Purge.Fold(samples[..test.End], [test], embargo, rule ?? Purge.Train);
            var first = samples[test.Start].Start;
            var train = new List<int>(fold.Train.Length);
            foreach (var j in fold.Train)
            {
                if ((long)samples[j].End + embargo < first)
                    train.Add(j);
            }
            if (window is { } most && train.Count > most)
                train.RemoveRange(0, train.Count - most);
            result[k] = fold with { Train = [.. train] };
        }
        return result;
    }
}

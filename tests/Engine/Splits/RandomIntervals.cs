using Huracan.Engine;
using Huracan.Engine.Splits;

namespace Huracan.Tests.Engine.Splits;

/// <summary>Random information intervals, starts ascending, some equal, ends in any order.</summary>
internal static class RandomIntervals
{
    public static BarInterval[] Make(SeededRandom random, int fewest)
    {
        var samples = new BarInterval[fewest + random.NextInt(60)];
        var longest = 1 + random.NextInt(30);
        var start = random.NextInt(5);
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = new BarInterval(start, start + random.NextInt(longest));
            start += random.NextInt(4);
        }
        return samples;
    }

    /// <summary>What a fold must satisfy, from the definition: sample against sample, block against block. Null when all is well.</summary>
    public static string? Fault(BarInterval[] samples, int[] train, BarRange[] blocks, int embargo)
    {
        var kept = train.ToHashSet();
        if (kept.Count != train.Length)
            return "a training sample comes twice";
        for (var j = 0; j < samples.Length; j++)
        {
            var inTest = blocks.Any(b => b.Contains(j));
            var touches = false;
            var embargoed = false;
            foreach (var block in blocks)
            {
                var latest = int.MinValue;
                for (var i = block.Start; i < block.End; i++)
                {
                    touches |= samples[j].Start <= samples[i].End && samples[i].Start <= samples[j].End;
                    latest = Math.Max(latest, samples[i].End);
                }
                embargoed |= samples[j].Start > latest && samples[j].Start <= latest + embargo;
            }
            if (kept.Contains(j) && (inTest || touches || embargoed))
                return $"sample {j} is trained on although it is {(inTest ? "tested" : touches ? "overlapping a test" : "embargoed")}";
            if (!kept.Contains(j) && !inTest && !touches && !embargoed)
                return $"sample {j} is dropped for nothing";
        }
        return null;
    }
}

using Huracan.Contracts;
using Huracan.Engine.Pipeline.Stages;

namespace Huracan.Bench.Policies;

/// <summary>What a unit's candidates said together over its test part, by bar.</summary>
/// <param name="Bars">The bars.</param>
/// <param name="Scores">S at each.</param>
/// <param name="Regimes">The regime at each bar.</param>
internal sealed record Consensus(int[] Bars, double[] Scores, IReadOnlyDictionary<int, string> Regimes)
{
    public static Consensus Read(IRunFolder folder, UnitId unit)
    {
        var table = folder.ReadTable(RunOutputs.ConsensusBars(unit));
        var bars = table.Get<int>("bar");
        var regimes = table.Get<string>("regime");
        return new Consensus(bars, table.Get<double>("s"), bars.Zip(regimes).ToDictionary());
    }

    /// <summary>Adds the rank correlation of S, where it is not 0, with the outcome of a candidate's horizon.</summary>
    public void Correlate(DayMean mean, RunForecasts candidate)
    {
        var outcomes = candidate.Test.Bars.Zip(candidate.Test.Returns).ToDictionary();
        int[] rows =
        [
            .. Enumerable.Range(0, Bars.Length)
                .Where(i => Scores[i] != 0 && double.IsFinite(outcomes.GetValueOrDefault(Bars[i], double.NaN))),
        ];
        PooledSkill.Correlate(
            mean, Array.ConvertAll(rows, i => candidate.Data.Candles.OpenTimes[Bars[i]]), Array.ConvertAll(rows, i => Scores[i]),
            Array.ConvertAll(rows, i => outcomes[Bars[i]]));
    }
}

using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// Steps around the best trial, longer after a success and shorter after failures, so that about one in five succeeds (the one-fifth rule
/// of Rechenberg, 1973). Its state is derived from the trials, so that a resumed study continues in the same way.
/// </summary>
/// <param name="first">Number of the first trial that counts as a step.</param>
public sealed class FineTuneSampler(int first = 0) : ISampler
{
    private const double FirstStep = 0.1; // of a parameter's range
    private const double ShortestStep = 1e-4;
    private const double LongestStep = 0.3;
    private const double Growth = 1.5;
    private const double OtherChoice = 0.2;

    private readonly RandomSampler chance = new();

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> SampleRelative(Study study, FrozenTrial trial, SeededRandom random)
    {
        if (study.Best is not { } best)
            return new Dictionary<string, double>();
        var step = Step(study, trial.Number);
        return best.Parameters.ToDictionary(
            pair => pair.Key, pair => Move(pair.Value, step, random.Fork(pair.Key)), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public double SampleIndependent(Study study, FrozenTrial trial, string name, Distribution distribution, SeededRandom random) =>
        chance.SampleIndependent(study, trial, name, distribution, random);

    private double Step(Study study, int number)
    {
        var step = FirstStep;
        double? best = null;
        foreach (var trial in study.Trials.Take(number))
        {
            var improves = trial is { State: TrialState.Complete, Value: { } value } && (best is null || study.IsBetter(value, best.Value));
            if (trial.Number >= first && trial.IsFinished)
                step = Math.Clamp(improves ? step * Growth : step * Math.Pow(Growth, -0.25), ShortestStep, LongestStep);
            if (improves)
                best = trial.Value;
        }
        return step;
    }

    private static double Move(TrialParameter parameter, double step, SeededRandom random)
    {
        if (parameter.Distribution is CategoricalDistribution choices)
            return random.NextDouble() < OtherChoice ? random.NextInt(choices.Choices.Count) : parameter.Value;
        var scale = Scale.Of((NumericDistribution)parameter.Distribution); // the only other kind
        var position = scale.There(parameter.Value) + random.NextGaussian() * step * scale.Width;
        // What leads out of the range is mirrored at its bound.
        if (position < scale.Low)
            position = 2 * scale.Low - position;
        if (position > scale.High)
            position = 2 * scale.High - position;
        return scale.Back(position);
    }
}

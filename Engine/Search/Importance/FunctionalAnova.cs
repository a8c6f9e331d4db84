using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Importance;

/// <summary>
/// Parameter importance by functional analysis of variance (Hutter, Hoos and Leyton-Brown, "An Efficient Approach for Assessing
/// Hyperparameter Importance", 2014), as Optuna does it: a random forest learns the value from the parameters; a parameter's share is the
/// variance of the forest's prediction averaged over all others, log scales and steps left aside, a choice being one column per
/// alternative.
/// </summary>
public static class FunctionalAnova
{
    /// <summary>Minimum number of complete trials.</summary>
    public const int FewestTrials = 10;

    /// <summary>Most trials that the forest learns from: of more, as many are drawn.</summary>
    public const int MostTrials = 2_000;

    private const int Trees = 64;

    /// <summary>Importance of the parameters that every complete trial with a finite value has with the same bounds.</summary>
    /// <param name="trials">Trials of one study, in any order.</param>
    /// <param name="seed">Seed of the forest.</param>
    /// <returns>Shares that sum to 1; of a parameter with a single value 0.</returns>
    public static ParameterImportance Of(IEnumerable<FrozenTrial> trials, ulong seed = 0)
    {
        var random = new SeededRandom(SeededRandom.Derive(seed, "functional anova"));
        FrozenTrial[] complete =
        [
            .. trials.Where(trial =>
                trial is { State: TrialState.Complete, Value: { } value } && double.IsFinite(value)).OrderBy(trial => trial.Number),
        ];
        if (complete.Length < FewestTrials)
            return ParameterImportance.None($"{complete.Length} complete trials have a finite value; {FewestTrials} are needed.");
        var space = Common(complete);
        var varied = space.Where(pair => !pair.Value.IsSingle).ToArray();
        if (varied.Length == 0)
            return ParameterImportance.None("No parameter with more than one value is in every complete trial.");
        if (complete.Length > MostTrials)
        {
            random.Fork("trials").Shuffle<FrozenTrial>(complete);
            complete = complete[..MostTrials];
        }
        var (columns, parts) = Encode(complete, varied);
        var shares = Shares(columns, parts, complete, random);
        return shares is null
            ? ParameterImportance.None("The trials' values do not vary.")
            : new ParameterImportance(
                [
                    .. varied.Select((pair, i) => KeyValuePair.Create(pair.Key, shares[i]))
                        .Concat(space.Where(pair => pair.Value.IsSingle).Select(pair => KeyValuePair.Create(pair.Key, 0.0)))
                        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal),
                ], null);
    }

    private static SortedDictionary<string, Distribution> Common(FrozenTrial[] trials)
    {
        var common = new SortedDictionary<string, Distribution>(
            trials[0].Parameters.ToDictionary(pair => pair.Key, pair => pair.Value.Distribution), StringComparer.Ordinal);
        foreach (var trial in trials)
        {
            foreach (var name in common.Keys.Where(name =>
                !trial.TryGet(name, out var parameter) || !parameter.Distribution.Equals(common[name])).ToArray())
                common.Remove(name);
        }
        return common;
    }

    // Columns for the trees, and which of them belong to each parameter.
    private static (Column[] Columns, Range[] Parts) Encode(FrozenTrial[] trials, KeyValuePair<string, Distribution>[] space)
    {
        var columns = new List<Column>();
        var parts = new Range[space.Length];
        for (var i = 0; i < space.Length; i++)
        {
            var first = columns.Count;
            // every trial has it
            var values = Array.ConvertAll(trials, trial => trial.TryGet(space[i].Key, out var parameter) ? parameter.Value : double.NaN);
            if (space[i].Value is CategoricalDistribution { Choices.Count: var choices })
                columns.AddRange(Enumerable.Range(0, choices).Select(choice =>
                    new Column(0, 1, Array.ConvertAll(values, value => value == choice ? 1.0 : 0))));
            else if (space[i].Value is NumericDistribution number)
                columns.Add(new Column(number.Low, number.Top, values));
            parts[i] = first..columns.Count;
        }
        return ([.. columns], parts);
    }

    private static double[]? Shares(Column[] columns, Range[] parts, FrozenTrial[] trials, SeededRandom random)
    {
        var mean = trials.Average(trial => trial.Value!.Value); // complete trials have one
        var values = Array.ConvertAll(trials, trial => trial.Value!.Value - mean);
        var sums = new double[parts.Length];
        for (var tree = 0; tree < Trees; tree++)
        {
            var stream = random.Fork($"tree {tree}");
            var rows = new int[trials.Length];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = stream.NextInt(rows.Length);
            var partition = new TreePartition(columns, RegressionTree.Grow(columns, values, rows, stream));
            if (partition.Variance <= 0)
                continue;
            for (var i = 0; i < parts.Length; i++)
                sums[i] += partition.MarginalVariance(parts[i]) / partition.Variance;
        }
        var total = sums.Sum();
        return total > 0 ? Array.ConvertAll(sums, sum => sum / total) : null;
    }
}

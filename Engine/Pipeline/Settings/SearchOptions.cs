using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Search.Pruners;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Settings;

/// <summary>How a candidate's settings are searched, cross-validated and chosen.</summary>
public sealed class SearchOptions
{
    private const int MostByChance = 10; // as many as Optuna's estimator waits for

    /// <summary>Trials of each candidate's study, the family's own settings being the first; 0 searches nothing.</summary>
    [Range(0, 100_000)]
    public int Trials { get; set; }

    /// <summary>
    /// Seconds after which a study asks for no more trials; null sets no bound. With a bound results depend on the machine.
    /// </summary>
    [Range(1, 100_000_000)]
    public int? Timeout { get; set; }

    /// <summary>Purged folds of <see cref="Within"/> that a trial is judged by.</summary>
    [Range(2, 20)]
    public int Folds { get; set; } = 3;

    /// <summary>
    /// What the folds lie in, those of the extended cross-validation too. Default train and validation; an experiment, which measures on
    /// validation, takes train.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // the specifications of earlier runs have no such key
    public SearchedParts Within { get; set; } = SearchedParts.TrainAndValidation;

    /// <summary>Most epochs of a trial's network.</summary>
    [Range(1, 100_000)]
    public int Epochs { get; set; } = 10;

    /// <summary>What stops trials early, after a fold.</summary>
    public PrunerKind Pruner { get; set; } = PrunerKind.Median;

    /// <summary>Best trials that are cross-validated at length, beside the family's own settings.</summary>
    [Range(1, 100)]
    public int TopN { get; set; } = 3;

    /// <summary>Most epochs of a network in the extended cross-validation, and of the final one of a searched candidate.</summary>
    [Range(1, 100_000)]
    public int ExtendEpochs { get; set; } = 150;

    /// <summary>Folds of the extended cross-validation.</summary>
    [Range(2, 20)]
    public int ExtendFolds { get; set; } = 5;

    /// <summary>When searched settings replace the family's own, by the extended cross-validation.</summary>
    public ChoiceRule Choice { get; set; } = ChoiceRule.Deflated;

    /// <summary>Best trials whose model is kept.</summary>
    [Range(0, 1000)]
    public int KeepCheckpoints { get; set; } = 3;

    /// <summary>Values to be searched by family and setting, over the family's own space.</summary>
    public Dictionary<string, Dictionary<string, SearchRange>> Spaces { get; set; } = [];

    /// <summary>Whether anything is searched.</summary>
    public bool IsOn => Trials > 0;

    /// <summary>What <see cref="Within"/> adds to the keys of stages; none by default, as in runs made before there was a choice.</summary>
    internal string[] WithinKey => Within == SearchedParts.TrainAndValidation ? [] : [$"within {SettingText.Of(Within)}"];

    /// <summary>A family's space with the configured ranges over its own; null for a family that has none.</summary>
    /// <exception cref="InputRefusedException">A range breaks a rule.</exception>
    public SearchSpace? SpaceOf(ModelFamily family)
    {
        if (Spaces.GetValueOrDefault(family.Name) is not { Count: > 0 } ranges)
            return family.Space;
        var own = family.Space?.Parameters ?? [];
        var given = ranges.ToDictionary(
            pair => pair.Key,
            pair =>
                pair.Value.ToDistribution(
                    $"search.spaces.{family.Name}.{pair.Key}", own.FirstOrDefault(parameter => parameter.Name == pair.Key)?.Distribution),
            StringComparer.Ordinal);
        var changed = own.Select(parameter =>
            given.TryGetValue(parameter.Name, out var distribution) ? parameter with { Distribution = distribution } : parameter);
        var added = given.Where(pair => own.All(parameter => parameter.Name != pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal);
        return new SearchSpace([.. changed, .. added.Select(pair => new SearchParameter(pair.Key, pair.Value))]);
    }

    /// <summary>The pruner that <see cref="Pruner"/> names.</summary>
    public IPruner NewPruner() => Pruner switch
    {
        PrunerKind.Median => new MedianPruner(),
        PrunerKind.Halving => new SuccessiveHalvingPruner(minResource: 1, reduction: 2),
        PrunerKind.Wilcoxon => new WilcoxonPruner(),
        _ => new NoPruner(),
    };

    /// <summary>Refuses spaces that a family cannot take: unknown families and settings, and bounds outside of a setting's range.</summary>
    /// <exception cref="InputRefusedException">Names family, setting, value and rule.</exception>
    public void Validate(ModelRegistry families, IReadOnlyList<string> models)
    {
        foreach (var name in Spaces.Keys)
            _ = SpaceOf(families[name]);
        if (!IsOn)
            return;
        foreach (var family in models.Select(name => families[name]))
        {
            if (SpaceOf(family) is null)
                throw new InputRefusedException(
                    $"{family.Name} has no search space, so there is nothing to try: set 'search.spaces.{family.Name}', or search "
                        + "without it.");
            _ = LongestLookback(families, family, new Dictionary<string, double>());
        }
    }

    /// <summary>The longest lookback of a family's models over what is searched, its own settings among it; bars.</summary>
    /// <exception cref="InputRefusedException">A family refuses a bound.</exception>
    public int LongestLookback(ModelRegistry families, ModelFamily family, IReadOnlyDictionary<string, double> settings)
    {
        var longest = Lookback(settings);
        if (IsOn && SpaceOf(family) is { } space)
        {
            foreach (var end in Ends(space))
                longest = Math.Max(longest, Lookback(TrialSettings.Over(settings, [end])));
        }
        return longest;

        int Lookback(IReadOnlyDictionary<string, double> values)
        {
            using var model = families.Create(family.Name, new ModelSettings(family.Name, 1, values));
            return model.Lookback;
        }
    }

    /// <summary>How many trials are left to chance and how many to the estimator; the rest are fine-tuned.</summary>
    public (int Random, int Estimator) Phases()
    {
        var random = Math.Min(MostByChance, (int)Math.Ceiling(Trials / 3.0));
        return (random, Trials - random - Trials / 5);
    }

    // Both ends of each parameter: a family refuses a setting by its own range, whatever the others are.
    private static IEnumerable<KeyValuePair<string, object?>> Ends(SearchSpace space) => space.Parameters.SelectMany(
        parameter => parameter.Distribution switch
        {
            NumericDistribution number => [number.Low, number.Top],
            CategoricalDistribution choices => choices.Choices,
            _ => Array.Empty<object?>(),
        },
        (parameter, value) => KeyValuePair.Create(parameter.Name, value));
}

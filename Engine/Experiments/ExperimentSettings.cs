using System.ComponentModel.DataAnnotations;
using Huracan.Engine.Pipeline.Settings;

namespace Huracan.Engine.Experiments;

/// <summary>
/// An experiment's file: a run that is made with several seeds, and how its models are compared. See docs/experiments.md.
/// </summary>
public sealed class ExperimentSettings : IValidatableObject
{
    /// <summary>Name of its folder; null takes the file's without the extension.</summary>
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    public string? Name { get; set; }

    /// <summary>Seeds; the run is made with each of them.</summary>
    [MinLength(1)]
    public List<ulong> Seeds { get; set; } = [1, 2];

    /// <summary>The model that the others are compared with, one of the run's.</summary>
    public string Control { get; set; } = "linear";

    /// <summary>What models are compared by.</summary>
    public ExperimentMetric Metric { get; set; } = ExperimentMetric.LogLossSkill;

    /// <summary>What counts as one observation.</summary>
    public ExperimentBlock Block { get; set; } = ExperimentBlock.Coin;

    /// <summary>Probability of finding any difference where there is none, 0.001 to 0.5, default 0.05.</summary>
    [Range(0.001, 0.5)]
    public double Alpha { get; set; } = 0.05;

    /// <summary>The run: coins, timeframes, horizons, models and all else that a run takes, but for its seed.</summary>
    public RunOptions Run { get; set; } = new();

    /// <summary>
    /// Takes the name where the file gives none, and keeps searches within train: validation is what the models are measured on, and
    /// settings chosen there would look better than they are.
    /// </summary>
    /// <param name="name">The file's name without its extension.</param>
    public void Complete(string name)
    {
        Name ??= name;
        if (Run.Search.IsOn)
            Run.Search.Within = SearchedParts.Train;
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Seeds.Distinct().Count() != Seeds.Count)
            yield return new ValidationResult(
                $"has one more than once: {string.Join(", ", Seeds)}; each is a run.", [nameof(Seeds)]);
        if (Run.Seed != new RunOptions().Seed)
            yield return new ValidationResult("has a 'seed', which each of 'seeds' replaces; leave it out.", [nameof(Run)]);
        if (Run.Models.Count < 2)
            yield return new ValidationResult(
                $"has {Run.Models.Count} of 'models'; to compare, it takes two or more.", [nameof(Run)]);
        else if (!Run.Models.Contains(Control))
            yield return new ValidationResult(
                $"is '{Control}', which is none of 'run.models': {string.Join(", ", Run.Models)}.", [nameof(Control)]);
    }
}

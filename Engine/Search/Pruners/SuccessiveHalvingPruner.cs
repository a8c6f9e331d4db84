using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Pruners;

/// <summary>
/// Promotes about one in <paramref name="reduction"/> trials past each rung; rungs grow by the same factor;
/// asynchronous, so that no trial waits for others (Li et al., "A System for Massively Parallel Hyperparameter Tuning", 2020; details as in
/// Optuna).
/// </summary>
/// <param name="minResource">Steps of the first rung, 1 or more; null takes a hundredth of the longest complete trial.</param>
/// <param name="reduction">2 or more.</param>
/// <param name="minEarlyStoppingRate">Rungs left out at the beginning.</param>
/// <param name="bootstrap">Trials a rung must have seen before one passes it.</param>
public sealed class SuccessiveHalvingPruner(int? minResource = null, int reduction = 4, int minEarlyStoppingRate = 0, int bootstrap = 0)
    : IPruner
{
    private static readonly JsonSerializerOptions WithInfinities = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <inheritdoc/>
    public bool ShouldPrune(Study study, FrozenTrial trial)
    {
        if (trial.Reports.IsEmpty || (minResource ?? Estimate(study)) is not { } first)
            return false;
        var (step, value) = trial.Reports[^1];
        var rung = 0;
        while (trial.SystemAttributes.ContainsKey(Key(rung)))
            rung++;
        // A rung reached by the last report is evaluated again, so that asking twice gives the same answer.
        var before = trial.Reports.Length > 1 ? trial.Reports[^2].Key : -1;
        while (rung > 0 && ResourceOf(first, rung - 1) > before)
            rung--;
        for (; step >= ResourceOf(first, rung); rung++)
        {
            if (double.IsNaN(value))
                return true;
            trial = trial with
            {
                SystemAttributes = trial.SystemAttributes.SetItem(Key(rung), JsonSerializer.Serialize(value, WithInfinities)),
            };
            study.Put(trial);
            if (!Passes(study, rung, value))
                return true;
        }
        return false;
    }

    private static string Key(int rung) => string.Create(CultureInfo.InvariantCulture, $"completed_rung_{rung}");

    private double ResourceOf(int first, int rung) => first * Math.Pow(reduction, minEarlyStoppingRate + rung);

    private static int? Estimate(Study study)
    {
        var steps = study.Trials.Where(trial => trial.State == TrialState.Complete).Max(trial => trial.LastStep);
        return steps is { } last ? Math.Max(last / 100, 1) : null;
    }

    private bool Passes(Study study, int rung, double value)
    {
        var rivals = study.Trials.Where(trial => trial.SystemAttributes.ContainsKey(Key(rung)))
            .Select(trial => JsonSerializer.Deserialize<double>(trial.SystemAttributes[Key(rung)], WithInfinities)).ToList();
        if (rivals.Count <= bootstrap)
            return false;
        rivals.Sort((one, other) => study.IsBetter(one, other) ? -1 : study.IsBetter(other, one) ? 1 : 0);
        // The first few cannot be compared: the best so far is promoted.
        var last = rivals[Math.Max(rivals.Count / reduction - 1, 0)];
        return !study.IsBetter(last, value);
    }
}

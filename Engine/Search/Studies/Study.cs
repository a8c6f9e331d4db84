using Huracan.Contracts;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Search.Studies;

/// <summary>
/// A search by ask and tell: <see cref="Ask"/> gives a trial, which suggests parameters; <see cref="Tell"/> takes its result.
/// What a trial is suggested depends on the seed, its number and the trials told before, and on nothing else.
/// </summary>
public sealed class Study
{
    /// <summary>Attribute of a trial that says why it was pruned or failed, a text.</summary>
    public const string Reason = "reason";

    private readonly IStudyStorage storage;
    private readonly TimeProvider time;
    private readonly List<FrozenTrial> trials;
    private readonly Dictionary<string, Space.Distribution> distributions = new(StringComparer.Ordinal);
    private readonly SortedSet<int> open = [];
    private readonly List<int> ended = [];
    private FrozenTrial? best;

    /// <summary>Opens the study that a storage holds, empty or not.</summary>
    /// <param name="storage">Where the trials are kept.</param>
    /// <param name="sampler">Suggests parameters.</param>
    /// <param name="pruner">Decides which trials to stop early.</param>
    /// <param name="seed">Seed of the study.</param>
    /// <param name="time">For the dates of the trials.</param>
    public Study(IStudyStorage storage, ISampler sampler, IPruner pruner, ulong seed, TimeProvider time)
    {
        (this.storage, Sampler, Pruner, Seed, this.time) = (storage, sampler, pruner, seed, time);
        trials = [];
        foreach (var trial in storage.Load())
        {
            Set(trial);
            foreach (var (name, parameter) in trial.Parameters)
                Claim(name, parameter.Distribution);
        }
    }

    /// <summary>Which values are better.</summary>
    public StudyDirection Direction => storage.Direction;

    /// <summary>Seed of the study.</summary>
    public ulong Seed { get; }

    /// <summary>All trials by number.</summary>
    public IReadOnlyList<FrozenTrial> Trials => trials;

    /// <summary>The best complete trial, the earliest of equals; null while there is none.</summary>
    public FrozenTrial? Best => best;

    /// <summary>Trials that wait or run, by number.</summary>
    internal IEnumerable<FrozenTrial> Open => open.Select(number => trials[number]);

    /// <summary>Numbers of the trials that have ended, in the order in which that was first seen.</summary>
    internal IReadOnlyList<int> Ended => ended;

    internal ISampler Sampler { get; }

    internal IPruner Pruner { get; }

    /// <summary>Whether one value is better than another.</summary>
    public bool IsBetter(double value, double other) => Direction == StudyDirection.Minimize ? value < other : value > other;

    /// <summary>Puts a trial with given parameters into the queue; it is asked for before any other.</summary>
    /// <param name="parameters">Parameters by name, internal form.</param>
    /// <returns>Its number.</returns>
    public int Enqueue(IReadOnlyDictionary<string, TrialParameter> parameters)
    {
        foreach (var (name, parameter) in parameters)
        {
            if (!parameter.Distribution.Contains(parameter.Value))
                throw new InputRefusedException(FormattableString.Invariant(
                    $"The value {parameter.Value} of '{name}' is none of its distribution {parameter.Distribution}."));
            Claim(name, parameter.Distribution);
        }
        Put(new FrozenTrial(trials.Count, TrialState.Waiting)
        {
            Parameters = [.. parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal)],
        });
        return trials.Count - 1;
    }

    /// <summary>
    /// Gives the next trial: one that was interrupted, then one from the queue, then a new one. An interrupted trial keeps its number and
    /// parameters; its reports are forgotten.
    /// </summary>
    /// <param name="isInterrupted">Whether a running trial was abandoned.</param>
    public Trial Ask(Func<FrozenTrial, bool>? isInterrupted = null)
    {
        var next = Open.FirstOrDefault(trial => trial.State == TrialState.Running && isInterrupted?.Invoke(trial) == true)
            ?? Open.FirstOrDefault(trial => trial.State == TrialState.Waiting);
        var fixedParameters = next?.Parameters ?? [];
        var trial = (next ?? new FrozenTrial(trials.Count, TrialState.Running)) with
        {
            State = TrialState.Running,
            Started = time.GetUtcNow(),
            Reports = [],
            Value = null,
            Parameters = [],
        };
        Set(trial);
        return new Trial(this, trial.Number, fixedParameters, new SeededRandom(SeededRandom.Derive(Seed, $"trial {trial.Number}")));
    }

    /// <summary>Ends a trial.</summary>
    /// <param name="trial">A running trial.</param>
    /// <param name="state">Complete, pruned or failed.</param>
    /// <param name="value">Its value; of a complete one a number, else left out: a pruned trial takes its last finite report.</param>
    /// <param name="reason">Why it was pruned or failed, for its attributes.</param>
    /// <exception cref="ArgumentException">The trial does not run, or state and value do not belong together.</exception>
    public FrozenTrial Tell(Trial trial, TrialState state, double? value = null, string? reason = null)
    {
        var frozen = trials[trial.Number];
        if (frozen.State != TrialState.Running)
            throw new ArgumentException($"Trial {trial.Number} is {frozen.State}; only a running one can be told.", nameof(trial));
        if (state == TrialState.Complete && value is null or double.NaN)
            throw new ArgumentException(
                "A complete trial has a value that is a number; a trial without one is pruned or failed.", nameof(value));
        if (state == TrialState.Pruned)
            value = frozen.Reports.IsEmpty || !double.IsFinite(frozen.Reports[^1].Value) ? null : frozen.Reports[^1].Value;
        else if (state != TrialState.Complete && (value is not null || state is TrialState.Running or TrialState.Waiting))
            throw new ArgumentException(
                $"A trial ends complete, pruned or failed, and only a complete one is told a value; not {state} with {value}.",
                nameof(state));
        var attributes = reason is null
            ? frozen.UserAttributes
            : frozen.UserAttributes.SetItem(Reason, System.Text.Json.JsonSerializer.Serialize(reason));
        var told = frozen with { State = state, Value = value, Completed = time.GetUtcNow(), UserAttributes = attributes };
        Put(told);
        Sampler.AfterTrial(this, told);
        return told;
    }

    /// <summary>Heartbeat of a trial.</summary>
    public void Heartbeat(Trial trial) => storage.Heartbeat(trial.Number);

    /// <summary>Keeps a trial as it stands.</summary>
    internal void Put(FrozenTrial trial)
    {
        Set(trial);
        storage.Put(trial);
    }

    /// <summary>Changes a trial in memory only: a value lost with the process is suggested again, and the same.</summary>
    internal void Set(FrozenTrial trial)
    {
        var isNew = trial.Number == trials.Count;
        var wasOver = !isNew && trials[trial.Number].IsFinished;
        if (isNew)
            trials.Add(trial);
        else
            trials[trial.Number] = trial;
        if (!trial.IsFinished)
            open.Add(trial.Number);
        else if (!wasOver)
        {
            open.Remove(trial.Number);
            ended.Add(trial.Number);
        }
        if (best?.Number == trial.Number || (trial is { State: TrialState.Complete, Value: { } value } && IsBest(value, trial.Number)))
            best = trial; // an ended trial keeps its value
    }

    private bool IsBest(double value, int number) =>
        best?.Value is not { } known || IsBetter(value, known) || (value == known && number < best.Number);

    // As in Optuna a name means the same thing in every trial; only bounds may differ.
    internal void Claim(string name, Space.Distribution distribution)
    {
        if (!distributions.TryAdd(name, distribution) && !distributions[name].IsCompatibleWith(distribution))
            throw new InputRefusedException(
                $"'{name}' is {distribution} here and {distributions[name]} in earlier trials of the study; a parameter keeps its kind and "
                    + "its choices.");
    }
}

using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// The finished trials of a study as columns: complete and pruned ones in the order of their numbers. Kept from trial to trial, with the
/// density of those that are not good, so that a suggestion need not be computed from thousands of them. Of these the newest
/// <see cref="MostOthers"/> count: the older ones weigh least, and the cost of a suggestion stays the same however long the study.
/// </summary>
internal sealed class TpeHistory
{
    private const int MostGood = 25;
    internal const int MostOthers = 4_096;

    private readonly Study study;
    private readonly TpeOptions options;
    private readonly List<FrozenTrial> trials = [];
    private readonly List<TrialMerit> best = []; // a few, the best first
    private readonly Dictionary<string, List<double>> columns = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Distribution> common = new(StringComparer.Ordinal);
    private ParzenEstimator? rest;
    private ParzenEstimator? good; // of the trials of these numbers
    private int[] goodNumbers = [];
    private string[] names = [];
    private Distribution[] space = [];

    public TpeHistory(Study study, TpeOptions options)
    {
        (this.study, this.options) = (study, options);
        foreach (var trial in study.Trials)
            Add(trial);
    }

    public int Count => trials.Count;

    /// <summary>Parameters that every trial has with the same distribution, by name.</summary>
    public IReadOnlyDictionary<string, Distribution> Common => common;

    /// <summary>How many of some finished trials are good: a tenth, 25 at most.</summary>
    internal static int Good(int finished) => Math.Min((int)Math.Ceiling(0.1 * finished), MostGood);

    public void Add(FrozenTrial trial)
    {
        if (trial.State is not (TrialState.Complete or TrialState.Pruned))
            return;
        var place = trials.Count;
        while (place > 0 && trials[place - 1].Number > trial.Number)
            place--;
        trials.Insert(place, trial);
        Rank(TrialMerit.Of(trial, study.Direction));
        foreach (var (name, _) in trial.Parameters)
        {
            if (!columns.ContainsKey(name))
                columns.Add(name, [.. Enumerable.Repeat(double.NaN, trials.Count - 1)]);
        }
        foreach (var (name, column) in columns)
            column.Insert(place, trial.TryGet(name, out var parameter) ? parameter.Value : double.NaN);
        if (Narrow(trial))
            rest = null;
        if (rest is null || place < First)
            return;
        var values = Values(trial, names);
        rest.Insert(
            place - First + (First > 0 ? 1 : 0),
            values ?? throw new InvalidOperationException($"Trial {trial.Number} lacks a parameter that every trial has."));
        if (First > 0)
            rest.Remove(0, 1);
    }

    /// <summary>Densities over the common parameters.</summary>
    /// <param name="running">Trials that count among the rest.</param>
    public (ParzenEstimator Good, ParzenEstimator Bad) RelativeDensities(IEnumerable<FrozenTrial> running)
    {
        if (rest is null)
        {
            (names, space) = ([.. common.Keys], [.. common.Values]);
            good = null;
            rest = new ParzenEstimator(space, options.BadParzen);
            foreach (var trial in trials.Skip(First))
                rest.Insert(rest.Count, Values(trial, names)!); // every trial has the common ones
        }
        var finished = trials.Count - First;
        rest.Remove(finished, rest.Count - finished); // running trials of last time
        foreach (var trial in running)
        {
            if (Values(trial, names) is { } values)
                rest.Insert(rest.Count, values);
        }
        var numbers = GoodNumbers();
        if (good is null || !numbers.SequenceEqual(goodNumbers))
        {
            var rows = Rows(numbers);
            var observations = Array.ConvertAll(names, name => Array.ConvertAll(rows, row => columns[name][row]));
            (good, goodNumbers) = (new ParzenEstimator(space, observations, options.GoodParzen), numbers);
        }
        rest.Fit([.. Rows(numbers).Where(row => row >= First).Select(row => row - First)]);
        return (good, rest);
    }

    /// <summary>Densities over one parameter, from the trials that have it.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="distribution">The values there are.</param>
    /// <param name="running">Trials that count among the rest.</param>
    public (ParzenEstimator Good, ParzenEstimator Bad) IndependentDensities(
        string name, Distribution distribution, IEnumerable<FrozenTrial> running)
    {
        var isGood = Rows(GoodNumbers());
        var column = columns.GetValueOrDefault(name) ?? [];
        var (good, others) = (new List<double>(MostGood), new List<double>(column.Count));
        foreach (var row in isGood)
        {
            if (row < column.Count && !double.IsNaN(column[row]))
                good.Add(column[row]);
        }
        for (var row = First; row < column.Count; row++)
        {
            if (!double.IsNaN(column[row]) && Array.BinarySearch(isGood, row) < 0)
                others.Add(column[row]);
        }
        foreach (var trial in running)
        {
            if (trial.TryGet(name, out var parameter))
                others.Add(parameter.Value);
        }
        return (new ParzenEstimator([distribution], [[.. good]], options.GoodParzen), new ParzenEstimator(
            [distribution], [[.. others]], options.BadParzen));
    }

    private static double[]? Values(FrozenTrial trial, string[] names)
    {
        var values = new double[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            if (!trial.TryGet(names[i], out var parameter))
                return null;
            values[i] = parameter.Value;
        }
        return values;
    }

    private void Rank(TrialMerit merit)
    {
        var place = best.Count;
        while (place > 0 && best[place - 1].CompareTo(merit) > 0)
            place--;
        best.Insert(place, merit);
        if (best.Count > MostGood)
            best.RemoveAt(MostGood);
    }

    // Row of the oldest trial that counts among the rest.
    private int First => Math.Max(0, Count - MostOthers);

    private int[] GoodNumbers() => [.. best.Take(Good(Count)).Select(merit => merit.Number).Order()];

    private int[] Rows(int[] numbers) => Array.ConvertAll(numbers, RowOf);

    private int RowOf(int number)
    {
        var (low, high) = (0, trials.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = trials[middle].Number < number ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    // Whether a parameter is no longer common, or this is the first trial.
    private bool Narrow(FrozenTrial trial)
    {
        if (trials.Count == 1)
        {
            foreach (var (name, parameter) in trial.Parameters.Where(pair => !pair.Value.Distribution.IsSingle))
                common.Add(name, parameter.Distribution);
            return true;
        }
        var gone = common.Where(pair => !trial.TryGet(pair.Key, out var parameter) || !parameter.Distribution.Equals(pair.Value))
            .Select(pair => pair.Key)
            .ToArray();
        foreach (var name in gone)
            common.Remove(name);
        return gone.Length > 0;
    }
}

using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Search.Samplers;

/// <summary>
/// The finished trials of a study as columns: complete and pruned ones in the order of their numbers. Kept from trial to trial, so that
/// a suggestion need not walk through thousands of them.
/// </summary>
internal sealed class TpeHistory
{
    private readonly List<FrozenTrial> trials = [];
    private readonly List<(int Rank, double First, double Second)> merits = [];
    private readonly Dictionary<string, List<double>> columns = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Distribution> common = new(StringComparer.Ordinal);
    private readonly bool minimize;

    public TpeHistory(Study study)
    {
        minimize = study.Direction == StudyDirection.Minimize;
        foreach (var trial in study.Trials)
            Add(trial);
    }

    public int Count => trials.Count;

    /// <summary>Parameters that every trial has with the same distribution, by name.</summary>
    public IReadOnlyDictionary<string, Distribution> Common => common;

    public void Add(FrozenTrial trial)
    {
        if (trial.State is not (TrialState.Complete or TrialState.Pruned))
            return;
        var place = trials.Count;
        while (place > 0 && trials[place - 1].Number > trial.Number)
            place--;
        trials.Insert(place, trial);
        merits.Insert(place, Merit(trial));
        foreach (var (name, _) in trial.Parameters.Where(pair => !columns.ContainsKey(pair.Key)))
            columns.Add(name, [.. Enumerable.Repeat(double.NaN, trials.Count - 1)]);
        foreach (var (name, column) in columns)
            column.Insert(place, trial.TryGet(name, out var parameter) ? parameter.Value : double.NaN);
        Narrow(trial);
    }

    /// <summary>Parts the trials that have all of some parameters into the best and the rest.</summary>
    /// <param name="names">The parameters.</param>
    /// <param name="best">How many of all trials are the best.</param>
    /// <param name="running">Trials that count among the rest.</param>
    /// <returns>Internal values of each part: a row per parameter, a column per trial in the order of their numbers.</returns>
    public (double[][] Good, double[][] Bad) Split(string[] names, int best, IEnumerable<FrozenTrial> running)
    {
        var isGood = Best(best);
        var rows = Array.ConvertAll(names, name => columns.GetValueOrDefault(name));
        var good = Array.ConvertAll(names, _ => new List<double>(best));
        var rest = Array.ConvertAll(names, _ => new List<double>(trials.Count));
        for (var i = 0; i < trials.Count; i++)
        {
            if (!Array.TrueForAll(rows, row => row is not null && !double.IsNaN(row[i])))
                continue;
            var part = isGood[i] ? good : rest;
            for (var d = 0; d < rows.Length; d++)
                part[d].Add(rows[d]![i]); // looked at above
        }
        foreach (var trial in running)
        {
            var values = Array.ConvertAll(names, name => trial.TryGet(name, out var parameter) ? parameter.Value : double.NaN);
            if (Array.TrueForAll(values, value => !double.IsNaN(value)))
            {
                for (var d = 0; d < values.Length; d++)
                    rest[d].Add(values[d]);
            }
        }
        return (Array.ConvertAll(good, row => row.ToArray()), Array.ConvertAll(rest, row => row.ToArray()));
    }

    // The few best by one walk: a sorted row of those found so far, the earlier of equals first.
    private bool[] Best(int count)
    {
        var found = new List<int>(count + 1);
        for (var i = 0; i < merits.Count; i++)
        {
            if (found.Count == count && merits[i].CompareTo(merits[found[^1]]) >= 0)
                continue;
            var place = found.Count;
            while (place > 0 && merits[found[place - 1]].CompareTo(merits[i]) > 0)
                place--;
            found.Insert(place, i);
            if (found.Count > count)
                found.RemoveAt(count);
        }
        var isBest = new bool[merits.Count];
        foreach (var i in found)
            isBest[i] = true;
        return isBest;
    }

    // Smaller is better: complete trials by value, then pruned ones by how far they came, then by what they had reported there.
    private (int Rank, double First, double Second) Merit(FrozenTrial trial)
    {
        if (trial.State == TrialState.Complete)
            return (0, Signed(trial.Value ?? double.NaN), 0);
        if (trial.Reports.IsEmpty)
            return (2, 0, 0);
        var (step, value) = trial.Reports[^1];
        return (1, -step, double.IsNaN(value) ? double.PositiveInfinity : Signed(value));
    }

    private double Signed(double value) => minimize ? value : -value;

    private void Narrow(FrozenTrial trial)
    {
        if (trials.Count == 1)
        {
            foreach (var (name, parameter) in trial.Parameters.Where(pair => !pair.Value.Distribution.IsSingle))
                common.Add(name, parameter.Distribution);
            return;
        }
        foreach (var name in common.Keys.Where(name => !trial.TryGet(name, out var parameter) || !parameter.Distribution.Equals(common[name])).ToArray())
            common.Remove(name);
    }
}

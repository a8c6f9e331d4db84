using System.Collections.Immutable;

namespace Huracan.Engine.Search.Studies;

/// <summary>A trial as it stood at a moment.</summary>
/// <param name="Number">Its number, from 0 in the order asked for.</param>
/// <param name="State">Its state.</param>
public sealed record FrozenTrial(int Number, TrialState State)
{
    /// <summary>No attributes.</summary>
    public static ImmutableSortedDictionary<string, string> NoAttributes { get; } = ImmutableSortedDictionary.Create<string, string>(
        StringComparer.Ordinal);

    /// <summary>Its value; of a pruned trial the last finite report. Null where there is none.</summary>
    public double? Value { get; init; }

    /// <summary>Parameters by name, in the order suggested.</summary>
    public ImmutableArray<KeyValuePair<string, TrialParameter>> Parameters { get; init; } = [];

    /// <summary>Reports by step, ascending; NaN and infinities may be among them.</summary>
    public ImmutableArray<KeyValuePair<int, double>> Reports { get; init; } = [];

    /// <summary>User attributes, JSON by key.</summary>
    public ImmutableSortedDictionary<string, string> UserAttributes { get; init; } = NoAttributes;

    /// <summary>System attributes, JSON by key.</summary>
    public ImmutableSortedDictionary<string, string> SystemAttributes { get; init; } = NoAttributes;

    /// <summary>When it was asked for, UTC; null while it waits.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it was told, UTC; null before.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>Whether it is over.</summary>
    public bool IsFinished => State is TrialState.Complete or TrialState.Pruned or TrialState.Fail;

    /// <summary>The last step reported; null without reports.</summary>
    public int? LastStep => Reports.IsEmpty ? null : Reports[^1].Key;

    /// <summary>A parameter; false where the trial has none of that name.</summary>
    public bool TryGet(string name, out TrialParameter parameter)
    {
        foreach (var (key, value) in Parameters)
        {
            if (key == name)
            {
                parameter = value;
                return true;
            }
        }
        parameter = default;
        return false;
    }

    /// <summary>The report of a step; null where there is none.</summary>
    public double? ReportAt(int step)
    {
        var (low, high) = (0, Reports.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Reports[middle].Key == step)
                return Reports[middle].Value;
            if (Reports[middle].Key < step)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return null;
    }
}

using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Search.Studies;

namespace Huracan.Engine.Pipeline.Settings;

/// <summary>A trial's parameters and a family's settings, which are numbers all.</summary>
public static class TrialSettings
{
    /// <summary>A family's settings with a trial's values over them.</summary>
    /// <param name="settings">The candidate's own.</param>
    /// <param name="values">External values by name.</param>
    public static IReadOnlyDictionary<string, double> Over(
        IReadOnlyDictionary<string, double> settings, IEnumerable<KeyValuePair<string, object?>> values)
    {
        var over = new SortedDictionary<string, double>(settings.ToDictionary(), StringComparer.Ordinal);
        foreach (var (name, value) in values)
            over[name] = Number(name, value);
        return over;
    }

    /// <summary>The settings of a trial that has ended.</summary>
    public static IReadOnlyDictionary<string, double> Of(FrozenTrial trial, IReadOnlyDictionary<string, double> settings) =>
        Over(settings, trial.Parameters.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.External)));

    /// <summary>
    /// The parameters by which a search begins: what the settings say, where the space has it. A setting that is not given is left to the
    /// sampler; one outside of the space, or between the values of a grid, is moved to the nearest value.
    /// </summary>
    public static IReadOnlyDictionary<string, TrialParameter> Start(SearchSpace space, IReadOnlyDictionary<string, double> settings)
    {
        var start = new Dictionary<string, TrialParameter>(StringComparer.Ordinal);
        foreach (var parameter in space.Parameters)
        {
            if (!settings.TryGetValue(parameter.Name, out var value))
                continue;
            if (parameter.Distribution is NumericDistribution number)
                start[parameter.Name] = new TrialParameter(number, number.Nearest(value));
            else if (parameter.Distribution is CategoricalDistribution choices && IndexOf(choices, parameter.Name, value) is { } index)
                start[parameter.Name] = new TrialParameter(choices, index);
        }
        return start;
    }

    internal static double Number(string name, object? value) => value is IConvertible and not (string or bool)
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
        : throw new InputRefusedException($"Search space: '{name}' has the choice '{value}'; settings of model families are numbers.");

    private static int? IndexOf(CategoricalDistribution choices, string name, double value)
    {
        for (var i = 0; i < choices.Choices.Count; i++)
        {
            if (Number(name, choices.Choices[i]) == value)
                return i;
        }
        return null;
    }
}

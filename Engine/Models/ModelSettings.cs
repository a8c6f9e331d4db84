using System.Globalization;
using Huracan.Contracts;

namespace Huracan.Engine.Models;

/// <summary>
/// The settings of a model family by name, numbers all: what <c>config/models/{family}.yaml</c> and a search give.
/// A family reads each of its settings once with its default and range, then calls <see cref="RefuseUnknown"/>.
/// </summary>
public sealed class ModelSettings(string family, int features, IReadOnlyDictionary<string, double> values)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>Name of the family, for messages.</summary>
    public string Family { get; } = family;

    /// <summary>Number of feature columns the model will read.</summary>
    public int Features { get; } = features;

    /// <summary>The settings given; what is absent takes its default.</summary>
    public IReadOnlyDictionary<string, double> Values { get; } = values;

    /// <summary>Files that a person brought for the family; null where there are none.</summary>
    public FamilyFiles? Files { get; init; }

    /// <summary>Reads a number in <c>[min, max]</c>.</summary>
    /// <exception cref="InputRefusedException">Out of range or not a number.</exception>
    public double Number(string name, double fallback, double min, double max)
    {
        known.Add(name);
        var value = Values.GetValueOrDefault(name, fallback);
        return value >= min && value <= max
            ? value
            : throw new InputRefusedException($"{Family}: setting '{name}' is {value}; it must lie in [{min}, {max}].");
    }

    /// <summary>Reads a whole number in <c>[min, max]</c>.</summary>
    /// <exception cref="InputRefusedException">Out of range or not whole.</exception>
    public int Integer(string name, int fallback, int min, int max)
    {
        var value = Number(name, fallback, min, max);
        return value == Math.Floor(value)
            ? (int)value
            : throw new InputRefusedException($"{Family}: setting '{name}' is {value}; it must be a whole number.");
    }

    /// <summary>Refuses settings that nobody read.</summary>
    /// <exception cref="InputRefusedException">There is a setting the family does not have; the message lists those it has.</exception>
    public void RefuseUnknown()
    {
        foreach (var name in Values.Keys)
        {
            if (!known.Contains(name))
                throw new InputRefusedException(
                    $"{Family} has no setting '{name}'; it has: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>
    /// The family and the settings given, by name, such as <c>linear [l1_ratio, 0.5] [rounds, 30]</c>. Checkpoints are known by it.
    /// </summary>
    public override string ToString() => string.Join(
        ' ', Values.OrderBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => string.Create(CultureInfo.InvariantCulture, $"[{value.Key}, {value.Value}]")).Prepend(Family));
}

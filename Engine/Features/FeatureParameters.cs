using System.Globalization;
using Huracan.Contracts;

namespace Huracan.Engine.Features;

/// <summary>
/// The parameters of one feature. A kind's constructor reads each of its parameters once with default and range;
/// the catalog then refuses those nobody read.
/// </summary>
/// <param name="feature">Name of the feature, for messages.</param>
/// <param name="kind">Name of its kind, for messages.</param>
/// <param name="values">What was given, by name.</param>
public sealed class FeatureParameters(string feature, string kind, IReadOnlyDictionary<string, string> values)
{
    private readonly SortedDictionary<string, string> effective = new(StringComparer.Ordinal);

    /// <summary>Every parameter read so far with the value in force, default or given, as <c>key=value</c> in order of key.</summary>
    public string Canonical => string.Join(',', effective.Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>Reads a number in <c>[min, max]</c>.</summary>
    /// <exception cref="InputRefusedException">Not a number, or out of range.</exception>
    public double Number(string key, double fallback, double min, double max)
    {
        var value = fallback;
        if (values.TryGetValue(key, out var text) && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            throw Refusal($"'{key}' is '{text}'; it must be a number.");
        if (!(value >= min && value <= max))
            throw Refusal($"'{key}' is {Text(value)}; it must lie in [{Text(min)}, {Text(max)}].");
        effective[key] = Text(value);
        return value;
    }

    /// <summary>Reads a whole number in <c>[min, max]</c>.</summary>
    /// <exception cref="InputRefusedException">Not a whole number, or out of range.</exception>
    public int Integer(string key, int fallback, int min, int max)
    {
        var value = Number(key, fallback, min, max);
        return value == Math.Floor(value) ? (int)value : throw Refusal($"'{key}' is {Text(value)}; it must be a whole number.");
    }

    /// <summary>Reads the length of a window in bars, at most 10,000.</summary>
    /// <exception cref="InputRefusedException">Not a whole number, or out of range.</exception>
    public int Window(string key, int fallback, int min = 2) => Integer(key, fallback, min, 10_000);

    /// <summary>Reads the lengths of a pair of windows in bars, <c>fast</c> less than <c>slow</c>.</summary>
    /// <exception cref="InputRefusedException">Not whole numbers, out of range, or not in this order.</exception>
    public (int Fast, int Slow) FastSlow(int fast, int slow, int min = 1)
    {
        var pair = (Fast: Window("fast", fast, min), Slow: Window("slow", slow));
        Require(pair.Fast < pair.Slow, "'fast' must be less than 'slow'");
        return pair;
    }

    /// <summary>Reads one of a few words; the first is the default.</summary>
    /// <exception cref="InputRefusedException">Another word.</exception>
    public string Choice(string key, params ReadOnlySpan<string> allowed)
    {
        var value = values.GetValueOrDefault(key, allowed[0]);
        if (!allowed.Contains(value))
            throw Refusal($"'{key}' is '{value}'; it must be one of: {string.Join(", ", allowed.ToArray())}.");
        effective[key] = value;
        return value;
    }

    /// <summary>Refuses parameters that do not go together.</summary>
    /// <param name="holds">Whether the rule holds.</param>
    /// <param name="rule">The rule, such as <c>'fast' must be less than 'slow'</c>.</param>
    /// <exception cref="InputRefusedException">The rule does not hold.</exception>
    public void Require(bool holds, string rule)
    {
        if (!holds)
            throw Refusal($"{rule}; given: {Canonical}.");
    }

    /// <summary>Refuses parameters that nobody read.</summary>
    /// <exception cref="InputRefusedException">There is one; the message lists those the kind has.</exception>
    internal void RefuseUnknown()
    {
        foreach (var key in values.Keys)
        {
            if (!effective.ContainsKey(key))
                throw Refusal(
                    $"there is no parameter '{key}'{NearestName.Hint(key, effective.Keys)}; allowed: {string.Join(", ", effective.Keys)}.");
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private InputRefusedException Refusal(string rule) => new($"Feature '{feature}' (kind {kind}): {rule}");
}

using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Engine;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Live;

namespace Huracan.Hamilton.Inputs;

/// <summary>Puts features that come by name into the order of a model.</summary>
internal static class FeatureInput
{
    private const int MostNamed = 5;

    /// <summary>A row for each bar, a number for each feature.</summary>
    /// <exception cref="InputRefusedException">A feature is missing, unknown or not finite; the message names row and feature.</exception>
    public static double[][] Rows(NamedFeatures features, IReadOnlyList<string> names)
    {
        var rows = new double[features.Rows.Count][];
        for (var i = 0; i < rows.Length; i++)
        {
            var given = features.Rows[i] ?? throw new InputRefusedException($"Row {i} of the features is null.");
            var row = rows[i] = new double[names.Count];
            var isWhole = given.Count == names.Count;
            for (var j = 0; j < row.Length; j++)
                isWhole &= given.TryGetValue(names[j], out row[j]) && double.IsFinite(row[j]);
            if (!isWhole)
                throw new InputRefusedException($"Row {i} of the features: {Faults(given, names)}.");
        }
        return rows;
    }

    /// <summary>When the last bar closed, UTC; null where that is not said.</summary>
    /// <exception cref="InputRefusedException">No bar of the timeframe closes then, it has not closed yet, or it closed too long
    /// ago.</exception>
    public static DateTimeOffset? Closed(NamedFeatures features, Timeframe timeframe, DateTimeOffset now)
    {
        if (features.ClosedAt is not { } closed)
            return null;
        var age = new CandleAge(closed, now, timeframe);
        var fault = CandleRows.CloseFaults(closed.ToUnixTimeMilliseconds(), timeframe, now).FirstOrDefault() ?? (age.IsStale
            ? $"The features are stale: their last bar closed {age.Bars} bars of {timeframe} ago; it must be fewer than "
                + $"{CandleAge.TradableBars}."
            : null);
        return fault is null
            ? closed
            : throw new InputRefusedException(
                string.Create(CultureInfo.InvariantCulture, $"closed_at is {closed.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}: {fault}"));
    }

    private static string Faults(IReadOnlyDictionary<string, double> given, IReadOnlyList<string> names)
    {
        var missing = names.Where(name => !given.ContainsKey(name)).ToArray();
        List<string> faults =
        [
            .. given.Keys.Except(names).Order(StringComparer.Ordinal)
                .Select(name => $"'{name}' is none of the model's features{NearestName.Hint(name, missing.Length > 0 ? missing : names)}"),
            .. missing.Select(name => $"'{name}' is missing"),
            .. names.Where(name => given.TryGetValue(name, out var value) && !double.IsFinite(value))
                .Select(name => string.Create(CultureInfo.InvariantCulture, $"'{name}' is {given[name]} and must be finite")),
        ];
        return string.Join(", ", faults.Take(MostNamed)) + (faults.Count > MostNamed ? $" and {faults.Count - MostNamed} more faults" : "");
    }
}

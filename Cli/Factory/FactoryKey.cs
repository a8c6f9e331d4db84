using System.Collections;
using System.CommandLine;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Factory;
using Huracan.Storage.Configuration;

namespace Huracan.Cli.Factory;

/// <summary>
/// A key of the factory's settings that the command line replaces. The environment replaces every key: <c>HURACAN_FACTORY_</c> and the key,
/// after that of its group and two underscores.
/// </summary>
/// <param name="Key">The key in <c>config/factory.yaml</c>, after that of its group and a dot.</param>
/// <param name="Description">For the help.</param>
internal sealed record FactoryKey(string Key, string Description)
{
    private const string Prefix = "HURACAN_FACTORY_";

    public static IReadOnlyList<FactoryKey> All { get; } =
    [
        new("source", "Folder of candles, or a store; 'null' takes the simulator."),
        new("funding", "Folder of funding rates."),
        new("compare_source", "Second folder or store to compare with; 'null' for none."),
        new("settings", "File of the run's settings."),
        new("timeframes", "Timeframes of the units, with commas."),
        new("horizons", "How far forecasts look, such as 1h,4h,1d."),
        new("models", "Model families, with commas."),
        new("train_on_regimes", "Whether every family reads the regimes too: true, false, or 'null' as in the settings."),
        new("lookback_days", "Days of history; 'null' takes all."),
        new("risk_preset", "conservative, balanced or aggressive."),
        new("training_backend", "local or cluster: who trains and keeps the champions."),
        new("max_concurrent_jobs", "Units worked on at once."),
        new("dry_run", "true: do everything, write nothing but the openings of test parts."),
        new("universe.min_liquidity_gbp", "What is traded of a coin a day at least, pounds."),
        new("universe.max_spread_bps", "Most spread of a coin, basis points."),
        new("universe.max_stale_days", "Days that a coin's candles may end before the newest of the source."),
        new("universe.max_coins", "Most coins; 'null' for no limit."),
    ];

    /// <summary>The option of the command line, which leaves the group out.</summary>
    public Option<string?> Option { get; } = new($"--{Key.Split('.')[^1].Replace('_', '-')}")
    {
        Description = Description,
        HelpName = "VALUE",
    };

    /// <summary>Replaces keys by what environment and command line say, the latter last.</summary>
    /// <exception cref="InputRefusedException">A variable is no key, or a value is none of its kind; the message names variable or
    /// option.</exception>
    public static void ApplyAll(FactoryOptions options, ParseResult parse)
    {
        var keys = SettingKeys.Of<FactoryOptions>().ToDictionary(VariableOf, StringComparer.Ordinal);
        foreach (var (variable, text) in Variables())
        {
            if (!keys.TryGetValue(variable, out var key))
                throw new InputRefusedException(
                    $"{variable} is no key of {FactoryOptions.FileName}{Hint(variable, keys.Keys)}; "
                        + $"there are: {string.Join(", ", keys.Keys)}.");
            SettingKeys.Set(options, key, text, variable);
        }
        foreach (var one in All)
        {
            if (parse.GetValue(one.Option) is { } given)
                SettingKeys.Set(options, one.Key, given, one.Option.Name);
        }
    }

    private static string VariableOf(string key) => Prefix + key.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();

    // Without what all names begin with, by which they would all be near.
    private static string Hint(string variable, IEnumerable<string> names) =>
        NearestName.Find(variable[Prefix.Length..], names.Select(name => name[Prefix.Length..])) is { } near
            ? $" (did you mean '{Prefix}{near}'?)"
            : "";

    private static IEnumerable<(string Name, string Text)> Variables() =>
        from DictionaryEntry entry in Environment.GetEnvironmentVariables()
        let name = (string)entry.Key
        where name.StartsWith(Prefix, StringComparison.Ordinal) && entry.Value is string { Length: > 0 }
        orderby name
        select (name, (string)entry.Value!); // as asked
}

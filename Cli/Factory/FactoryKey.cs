using System.CommandLine;
using System.Globalization;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Factory;

namespace Huracan.Cli.Factory;

/// <summary>A key of the factory's settings that the environment and the command line replace, both by the same rule.</summary>
/// <param name="Name">The key in <c>config/factory.yaml</c>.</param>
/// <param name="Description">For the help.</param>
/// <param name="Set">Takes the text.</param>
internal sealed record FactoryKey(string Name, string Description, Action<FactoryOptions, string> Set)
{
    private const string Prefix = "HURACAN_FACTORY_";

    public static IReadOnlyList<FactoryKey> All { get; } =
    [
        new("source", "Folder of candles, or a store; 'null' takes the simulator.", (o, text) => o.Source = OrNull(text)),
        new("funding", "Folder of funding rates.", (o, text) => o.Funding = OrNull(text)),
        new("compare-source", "Second folder or store to compare with; 'null' for none.", (o, text) => o.CompareSource = OrNull(text)),
        new("settings", "File of the run's settings.", (o, text) => o.Settings = text),
        new("timeframes", "Timeframes of the units, with commas.", (o, text) => o.Timeframes = [.. List(text).Select(Timeframe.Parse)]),
        new("horizons", "How far forecasts look, such as 1h,4h,1d.", (o, text) => o.Horizons = [.. List(text).Select(Timeframe.Parse)]),
        new("models", "Model families, with commas.", (o, text) => o.Models = [.. List(text)]),
        new("lookback-days", "Days of history; 'null' takes all.", (o, text) => o.LookbackDays = Whole(text)),
        new("risk-preset", "conservative, balanced or aggressive.", (o, text) => o.RiskPreset = OneOf<RiskPreset>(text)),
        new("training-backend", "local or cluster: who trains and keeps the champions.", (o, text) =>
            o.TrainingBackend = OneOf<TrainingBackend>(text)),
        new("max-concurrent-jobs", "Units worked on at once.", (o, text) => o.MaxConcurrentJobs = Whole(text)),
        new("dry-run", "true: do everything, write nothing.", (o, text) => o.DryRun = Flag(text)),
        new(
            "min-liquidity-gbp", "What is traded of a coin a day at least, pounds.",
            (o, text) => o.Universe = o.Universe with { MinLiquidityGbp = Number(text) }),
        new("max-spread-bps", "Most spread of a coin, basis points.", (o, text) =>
            o.Universe = o.Universe with { MaxSpreadBps = Number(text) }),
        new("max-stale-days", "Days that a coin's candles may end before the newest of the source.", (o, text) =>
            o.Universe = o.Universe with { MaxStaleDays = Whole(text) ?? throw new FormatException() }),
        new("max-coins", "Most coins; 'null' for no limit.", (o, text) => o.Universe = o.Universe with { MaxCoins = Whole(text) }),
    ];

    /// <summary>The option of the command line.</summary>
    public Option<string?> Option { get; } = new($"--{Name}") { Description = Description, HelpName = "VALUE" };

    /// <summary>The environment variable.</summary>
    public string Variable => Prefix + Name.Replace('-', '_').ToUpperInvariant();

    /// <summary>Replaces the key by what environment and command line say, the latter last.</summary>
    /// <exception cref="InputRefusedException">A value is none of its kind; the message names variable or option.</exception>
    public void Apply(FactoryOptions options, ParseResult parse)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable)
            Take(options, Variable, variable);
        if (parse.GetValue(Option) is { } given)
            Take(options, Option.Name, given);
    }

    private void Take(FactoryOptions options, string origin, string text)
    {
        try
        {
            Set(options, text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InputRefusedException)
        {
            throw new InputRefusedException($"{origin} is '{text}'; it takes: {Description}", exception);
        }
    }

    private static string? OrNull(string text) => text == "null" ? null : text;

    private static IEnumerable<string> List(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static int? Whole(string text) =>
        text == "null" ? null : int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool Flag(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException(),
    };

    private static T OneOf<T>(string text)
        where T : struct, Enum => Enum.GetValues<T>().Cast<T?>()
            .FirstOrDefault(value => SettingText.Of(value!.Value) == text) ?? throw new FormatException(); // values are no nulls
}

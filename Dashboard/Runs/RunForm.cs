using System.Globalization;
using Huracan.Contracts.Http.Runs;

namespace Huracan.Dashboard.Runs;

/// <summary>
/// The input of an operator. An empty field keeps the configuration's value. The API validates the values.
/// </summary>
internal sealed class RunForm
{
    public static readonly string[] UsualTimeframes = ["15m", "30m", "1h", "4h", "1d"];

    public static readonly string[] LabelKinds = ["forward_return", "triple_barrier", "meta"];

    public static readonly string[] Devices = ["auto", "cpu", "cuda"];

    public bool Simulated { get; set; } = true;

    public string Source { get; set; } = "";

    public string SimulatedCoins { get; set; } = "";

    public string SimulatedBars { get; set; } = "";

    public string Coins { get; set; } = "";

    public HashSet<string> Timeframes { get; } = new(StringComparer.Ordinal);

    public string Models { get; set; } = "";

    public string Horizons { get; set; } = "";

    public string Epochs { get; set; } = "";

    public string Trials { get; set; } = "";

    public string SearchTimeout { get; set; } = "";

    public string TopN { get; set; } = "";

    public string ExtendEpochs { get; set; } = "";

    public string TrainBars { get; set; } = "";

    public string Seed { get; set; } = "";

    public string Version { get; set; } = "";

    public string Labels { get; set; } = "";

    /// <summary>Of the labels <c>meta</c> alone; else it is not asked for.</summary>
    public string Primary { get; set; } = "";

    public string From { get; set; } = "";

    public string To { get; set; } = "";

    public string Patience { get; set; } = "";

    public string BatchSize { get; set; } = "";

    public string Device { get; set; } = "";

    public string MinScore { get; set; } = "";

    public string Priority { get; set; } = "";

    /// <summary>The request, and the errors of fields that should be numbers, by the request's names.</summary>
    public (RunRequest Request, Dictionary<string, string[]> Errors) Read()
    {
        var errors = new Dictionary<string, string[]>();
        var request = new RunRequest
        {
            Source = Simulated ? null : Source.Trim(),
            SimulatedCoins = Simulated ? Number("simulated_coins", SimulatedCoins) : null,
            SimulatedBars = Simulated ? Number("simulated_bars", SimulatedBars) : null,
            Coins = Names(Coins.ToUpperInvariant()),
            Timeframes = Timeframes.Count == 0 ? null : [.. UsualTimeframes.Where(Timeframes.Contains)],
            Models = Names(Models),
            Horizons = Names(Horizons)?.Select(text => Number("horizons", text)).OfType<int>().ToList(),
            Epochs = Number("epochs", Epochs),
            Trials = Number("trials", Trials),
            SearchTimeout = Number("search_timeout", SearchTimeout),
            TopN = Number("top_n", TopN),
            ExtendEpochs = Number("extend_epochs", ExtendEpochs),
            TrainBars = Number("train_bars", TrainBars),
            Seed = Unsigned("seed", Seed),
            Version = Text(Version),
            Labels = Text(Labels),
            Primary = Labels == "meta" ? Text(Primary) : null,
            From = Text(From),
            To = Text(To),
            Patience = Number("patience", Patience),
            BatchSize = Number("batch_size", BatchSize),
            Device = Text(Device),
            MinScore = Real("min_score", MinScore),
            Priority = Number("priority", Priority) ?? 0,
        };
        return (request, errors);

        int? Number(string name, string text) =>
            text.Trim().Length == 0
                ? null
                : int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : Refuse<int>(name, text);

        ulong? Unsigned(string name, string text) =>
            text.Trim().Length == 0
                ? null
                : ulong.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : Refuse<ulong>(name, text);

        double? Real(string name, string text)
        {
            if (text.Trim().Length == 0)
                return null;
            return double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number
                : Refuse<double>(name, text, "number");
        }

        T? Refuse<T>(string name, string text, string kind = "whole number")
            where T : struct
        {
            errors[name] = [$"'{text.Trim()}' is not a {kind}."];
            return null;
        }
    }

    private static string? Text(string text) => text.Trim() is { Length: > 0 } given ? given : null;

    private static List<string>? Names(string text) =>
        text.Split([',', ' ', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } names
            ? [.. names]
            : null;
}

using System.Globalization;

namespace Huracan.AppHost.Settings;

/// <summary>The command line, examined as a whole: every fault is told, not only the first.</summary>
internal sealed record CommandOptions(IReadOnlyDictionary<string, string?> Values, IReadOnlyList<string> Faults, bool Help)
{
    private const int MostSilos = 64;

    private static readonly CommandOption[] Known =
    [
        new("silos", "N", "silos to start (1)", text => Whole(text, 1, MostSilos)),
        new("state", "DIR", "where data, password and ports are kept between runs (.state in the checkout)", text => text.Length == 0 ? "must name a folder" : null),
        new("api-port", "PORT", "the port of the API (5080)", text => Whole(text, 1, 65535)),
        new("dashboard-port", "PORT", "the port of the dashboard (5081)", text => Whole(text, 1, 65535)),
        new("demo", "FILE", "settings of a run that is made where nothing is stored yet", text => File.Exists(text) ? null : "is no file"),
        new("no-dashboard", null, "start no dashboard", text => bool.TryParse(text, out _) ? null : "takes no value"),
    ];

    public static string Usage { get; } = string.Join('\n',
    [
        "Starts PostgreSQL, Redis, the silos, the API and the dashboard, and stops them all on Ctrl-C.",
        "",
        "  dotnet run --project AppHost -- [options]        ./huracan up [options]",
        "",
        .. Known.Select(option => $"  --{option.Name + (option.Value is null ? "" : " " + option.Value),-22}{option.Meaning}"),
        $"  {"--help",-24}this text",
        "",
        "A server of your own is used where ConnectionStrings__huracan or ConnectionStrings__redis names it. OTEL_* variables are passed on.",
    ]);

    /// <summary>Reads <c>--name value</c> and <c>--name=value</c>.</summary>
    public static CommandOptions Parse(IReadOnlyList<string> arguments)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        List<string> faults = [];
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--help" or "-h" or "-?")
                return new CommandOptions(values, [], Help: true);
            var parts = arguments[i].Split('=', 2);
            var option = parts[0].StartsWith("--", StringComparison.Ordinal) ? Array.Find(Known, known => known.Name == parts[0][2..]) : null;
            if (option is null)
            {
                faults.Add($"'{arguments[i]}' is no option; known are {string.Join(", ", Known.Select(known => "--" + known.Name))}");
                continue;
            }
            var value = parts.Length == 2 ? parts[1]
                : option.Value is null ? "true"
                : i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++i]
                : "";
            if (option.Rule(value) is { } fault)
                faults.Add($"--{option.Name} '{value}': {fault}");
            else if (!values.TryAdd(option.Name, value))
                faults.Add($"--{option.Name} is given twice");
        }
        if (Port(values, "api-port", 5080) == Port(values, "dashboard-port", 5081) && !values.ContainsKey("no-dashboard"))
            faults.Add("--api-port and --dashboard-port must differ");
        return new CommandOptions(values, faults, Help: false);
    }

    private static int Port(Dictionary<string, string?> values, string name, int standard) =>
        values.TryGetValue(name, out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var port) ? port : standard;

    private static string? Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? null
            : $"must be a whole number from {least} to {most}";
}

using System.Text.RegularExpressions;
using Huracan.Api.Errors;
using Huracan.Contracts;
using Huracan.Contracts.Http.Runs;

namespace Huracan.Api.Runs;

/// <summary>Rules that a request must meet before it is combined with the configuration.</summary>
internal static partial class RequestRules
{
    private const int MostCoins = 5000;
    private const int MostNames = 50;
    private const int LongestPath = 1000;
    private const int LargestPriority = 1000;

    public static void Check(RunRequest request, string? idempotencyKey, RequestErrors errors)
    {
        CheckKey(idempotencyKey, errors);
        if (request.Kind is not (null or RunPlanner.Plain))
            errors.Add(
                "kind", $"'{RequestValidation.Truncate(request.Kind)}' must be '{RunPlanner.Plain}' or '{RunPlanner.Factory}'.");
        Each("coins", request.Coins, MostCoins, RequestValidation.IsCoin, "is no coin; they look like BTCUSDT");
        Each(
            "timeframes", request.Timeframes, MostNames, text => Timeframe.TryParse(text, out _),
            "is no timeframe; they look like 15m, 1h, 4h, 1d");
        Each("models", request.Models, MostNames, RequestValidation.IsFamily, "is no name of a model family");
        if (request.Horizons?.Count > MostNames)
            errors.Add("horizons", $"There are {request.Horizons.Count}; at most {MostNames} are taken.");
        Folder("source", request.Source);
        Folder("funding", request.Funding);
        Folder("compare_source", request.CompareSource);
        if (Math.Abs((long)request.Priority) > LargestPriority)
            errors.Add("priority", $"'{request.Priority}' must lie in [-{LargestPriority}, {LargestPriority}].");
        if (request.Source is not null && (request.SimulatedCoins ?? request.SimulatedBars) is not null)
            errors.Add("source", "There is either a source, or simulated coins and bars.");

        void Each(string name, IReadOnlyList<string>? values, int most, Func<string, bool> isGood, string rule)
        {
            if (values?.Count > most)
                errors.Add(name, $"There are {values.Count}; at most {most} are taken.");
            foreach (var value in (values ?? []).Where(value => value is null || !isGood(value)).Take(most))
                errors.Add(name, $"'{RequestValidation.Truncate(value ?? "null")}' {rule}.");
        }

        void Folder(string name, string? path)
        {
            if (path is not null && (path.Length > LongestPath || !Path.IsPathFullyQualified(path) || path.Any(char.IsControl)))
                errors.Add(name, $"'{RequestValidation.Truncate(path)}' must be the full path of a folder.");
        }
    }

    public static void CheckKey(string? idempotencyKey, RequestErrors errors)
    {
        if (idempotencyKey is not null && !KeyPattern().IsMatch(idempotencyKey))
            errors.Add("Idempotency-Key", "It must have 1 to 128 visible ASCII characters.");
    }

    [GeneratedRegex(@"\A[!-~]{1,128}\z")]
    private static partial Regex KeyPattern();
}

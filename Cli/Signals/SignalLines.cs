using System.Globalization;
using System.Text.Json;
using Huracan.Contracts.Json;
using Huracan.Engine.Pipeline.Live;

namespace Huracan.Cli.Signals;

/// <summary>Writes forecasts to standard output, and the reasons for missing ones to standard error.</summary>
internal static class SignalLines
{
    /// <summary>Prints all.</summary>
    /// <returns>Whether every coin has a forecast and at least one is fresh enough to trade.</returns>
    public static bool Print(IReadOnlyList<SignalOutcome> outcomes, bool json)
    {
        var units = outcomes.Select(outcome => outcome.Unit.ToString().Length).DefaultIfEmpty().Max();
        var models = outcomes.Select(outcome => outcome.Signal?.Model.Length ?? 0).DefaultIfEmpty().Max();
        foreach (var outcome in outcomes)
        {
            if (outcome.Signal is not { } signal)
            {
                Console.Error.WriteLine($"Refused: {outcome.Unit}: {outcome.Refusal}");
                continue;
            }
            if (json)
            {
                Console.WriteLine(JsonSerializer.Serialize(signal, HuracanJson.Compact));
                continue;
            }
            var side = signal.Side switch { > 0 => "LONG", < 0 => "SHORT", _ => "FLAT" };
            var verdict = signal.Decision.ShouldTrade ? $"trade x{signal.Decision.SizeFactor:0.##}" : $"no: {signal.FilteredReason}";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{signal.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}  {outcome.Unit.ToString().PadRight(units)}  {signal.Source}  "
                + $"{signal.Model.PadRight(models)}  {side,-5}  confidence {signal.Confidence:0.000}  "
                + $"score {signal.Decision.Score,5:F1}  {verdict}"));
        }
        if (outcomes.Count == 0)
            Console.Error.WriteLine("Refused: the run has no model of this timeframe for any coin of the source.");
        var signals = outcomes.Select(outcome => outcome.Signal).OfType<LiveSignal>().ToArray();
        if (signals.Length > 0 && !signals.Any(signal => signal.Fresh))
        {
            var nearest = signals.MinBy(signal => Math.Abs(signal.AgeBars ?? 0));
            Console.Error.WriteLine($"Refused: no candle is fresh enough to trade on: {nearest?.FilteredReason}.");
        }
        return signals.Length == outcomes.Count && signals.Any(signal => signal.Fresh);
    }
}

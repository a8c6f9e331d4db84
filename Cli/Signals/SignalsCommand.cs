using System.Collections;
using System.CommandLine;
using System.Text.Json;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline;
using Huracan.Engine.Quality;
using Huracan.Storage.Candles;
using Huracan.Storage.Json;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Signals;

/// <summary><c>huracan signals</c>: the models of a run on the newest candles, through the quality gate.</summary>
internal static class SignalsCommand
{
    public static Command Create()
    {
        var run = RunOption.Create();
        var output = RunOption.Output();
        var source = new Option<string?>("--source") { Description = "Folder of candle files; default: the run's own.", HelpName = "DIR" };
        var coins = new Option<string?>("--coins") { Description = "Symbols with commas; default: every coin with a model.", HelpName = "A,B" };
        var timeframe = new Option<string?>("--timeframe") { Description = "Default: ML_DEFAULT_TF, else the run's first.", HelpName = "15m" };
        var model = new Option<string?>("--model-path") { Description = "A model folder to use instead of the run's, for one coin.", HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "One JSON object per line instead of a table." };
        var command = new Command("signals", "Forecast at the newest candles and say what may be traded, and why not.") { run, output, source, coins, timeframe, model, json };
        command.SetAction((parse, cancellationToken) =>
        {
            var paths = RunPaths.ForResumedRun(parse.GetRequiredValue(run), parse.GetRequiredValue(output));
            var context = RunFiles.Open(paths.RunFolder);
            var options = Gate();
            if (!options.UseMlPerCoin)
                throw new InputRefusedException("USE_ML_PER_COIN switches the coins' own models off, and there are no others to forecast with.");
            var wanted = parse.GetValue(timeframe) is { } named ? Timeframe.Parse(named) : DefaultTimeframe.Of(context.Options);
            context.Options.Source = parse.GetValue(source) is { } folder ? Path.GetFullPath(folder) : context.Options.Source;
            var session = new SignalSession(context, CandleSources.Open(context.Options), GateOf(context, options, wanted), parse.GetValue(model));
            var signals = session.Run(wanted, parse.GetValue(coins)?.Split(',', StringSplitOptions.TrimEntries), cancellationToken);
            Print(signals, parse.GetValue(json));
            return Task.FromResult(signals.Count == 0 ? ExitCodes.Refused : ExitCodes.Done);
        });
        return command;
    }

    private static GateOptions Gate() => new GateOptions { File = "" }.With(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? ""));

    // QUALITY_GATE_FILE wins; without it the run's own thresholds of the timeframe are the right ones.
    private static QualityGate GateOf(RunContext context, GateOptions options, Timeframe timeframe) => new(
        options.File.Length > 0 ? HuracanJson.Read<ThresholdsFile>(options.File) : context.Folder.ReadJson<ThresholdsFile>(RunConclusion.ThresholdsPath(timeframe)),
        options);

    private static void Print(IReadOnlyList<LiveSignal> signals, bool json)
    {
        foreach (var signal in signals)
        {
            if (json)
            {
                Console.WriteLine(JsonSerializer.Serialize(signal, HuracanJson.Compact));
                continue;
            }
            var side = signal.Side switch { > 0 => "LONG", < 0 => "SHORT", _ => "FLAT" };
            var verdict = signal.Decision.ShouldTrade ? $"trade x{signal.Decision.SizeFactor:0.##}" : $"no: {signal.FilteredReason}";
            AnsiConsole.WriteLine(FormattableString.Invariant(
                $"{signal.Time:yyyy-MM-dd HH:mm} {signal.Coin}/{signal.Timeframe} {signal.Source} {signal.Model} {side} confidence {signal.Confidence:0.000} score {signal.Decision.Score:0.#} {verdict}"));
        }
    }
}

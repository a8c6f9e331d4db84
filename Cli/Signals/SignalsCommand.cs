using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Candles;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Cli.Signals;

/// <summary><c>huracan signals</c>: forecasts at the newest candles with a run's models, checked by the quality gate.</summary>
internal static class SignalsCommand
{
    public static Command Create()
    {
        var run = RunOption.Create();
        var output = RunOption.Output();
        var source = new Option<string?>("--source") { Description = "Folder of candle files; default: the run's own.", HelpName = "DIR" };
        var coins = new CoinOptions();
        var timeframe = new Option<string?>("--timeframe")
        {
            Description = "Default: ML_DEFAULT_TF, else the run's first.",
            HelpName = "15m",
        };
        var model = new Option<string?>("--model-path")
        {
            Description = "A model folder to use instead of the run's, for one coin.",
            HelpName = "DIR",
        };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "Time, UTC, to take as now: forecasts two bars older, and of candles that close later, are not traded. "
                + "Default: the clock; none in a simulated market.",
            HelpName = "TIME",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object per line instead of text." };
        var command = new Command(
            "signals",
            "Forecast at the newest candles and say what may be traded, or why not. Exit code 2 when a coin could not be forecast, "
            + "or no candle is fresh enough to trade.")
        {
            run, output, source, timeframe, model, asOf, json,
        };
        foreach (var option in coins.All)
            command.Add(option);
        command.SetAction((parse, cancellationToken) =>
        {
            var paths = RunPaths.ForResumedRun(parse.GetRequiredValue(run), parse.GetRequiredValue(output));
            var context = RunFiles.Open(paths.RunFolder);
            var options = SignalGate.Options();
            context.Options.Source = parse.GetValue(source) is { } folder ? Path.GetFullPath(folder) : context.Options.Source;
            var length = parse.GetValue(timeframe) is { } named ? Timeframe.Parse(named) : DefaultTimeframe.Of(context.Options);
            var candles = CandleSources.Open(context.Options);
            var symbols = SignalSession.Coins(context, candles, length, coins.Read(parse));
            var modelPath = parse.GetValue(model);
            if (modelPath is not null && symbols.Count != 1)
                throw new InputRefusedException("--model-path is the model of one coin; name it with --coins.");
            var gate = modelPath is null
                ? SignalGate.OfRun(context, paths, options, length)
                : SignalGate.OfModel(context, paths.RunFolder, options, new UnitId(symbols[0], length), modelPath);
            var session = new SignalSession(context, candles, gate, modelPath, Now(parse.GetValue(asOf), context.Options));
            return Task.FromResult(SignalLines.Print([.. session.Run(length, symbols, cancellationToken)], parse.GetValue(json))
                ? ExitCodes.Done
                : ExitCodes.Refused);
        });
        return command;
    }

    private static DateTimeOffset? Now(string? asOf, RunOptions options) =>
        asOf is not null ? SettingValue.Parse<Instant>("--as-of", asOf).Time
        : options.Source is null ? null
        : TimeProvider.System.GetUtcNow();
}

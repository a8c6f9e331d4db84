using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Champions;
using Huracan.Cli.Options;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Hamilton;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Hamilton;
using Huracan.Storage.Candles;
using Huracan.Storage.Configuration;
using Huracan.Storage.Files;
using Spectre.Console;

namespace Huracan.Cli.Hamilton;

/// <summary><c>huracan hamilton predict</c>: one forecast of a champion, through the gate.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var coin = new Argument<string>("COIN") { Description = "Symbol." };
        var horizon = new Argument<string>("HORIZON") { Description = "How far the champion looks, such as 4h." };
        var source = new Option<string?>("--source")
        {
            Description = "Folder of candles, whose newest are forecast from.",
            HelpName = "DIR",
        };
        var features = new Option<string?>("--features")
        {
            Description = "The model's own features instead of candles: {\"rows\": [{\"name\": 1.5, …}, …], \"closed_at\": \"TIME\"}.",
            HelpName = "FILE",
        };
        var timeframe = new Option<string?>("--timeframe")
        {
            Description = "Timeframe of the champion; default: that of the highest net edge.",
            HelpName = "15m",
        };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "Time, UTC, to take as now, by which candles and champions are too old; no report is read then. "
                + "Default: the clock.",
            HelpName = "TIME",
        };
        var (champions, reports, json) = (new ChampionOptions(), HamiltonCommand.Reports(), HamiltonCommand.Json());
        var command = new Command("predict", "Forecast with a champion and say whether it may be traded, or why not.")
        {
            coin, horizon, source, features, timeframe, asOf, champions.Folder, reports, json,
        };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var (candles, file) = (parse.GetValue(source), parse.GetValue(features));
            if (candles is null == file is null)
                throw new InputRefusedException($"Give either {source.Name} or {features.Name}.");
            if (parse.GetValue(asOf) is not null && parse.GetValue(reports) is not null)
            {
                throw new InputRefusedException(
                    $"Give either {asOf.Name} or {reports.Name}: what a report has found later was not known at that time.");
            }
            TimeProvider time = parse.GetValue(asOf) is { } text
                ? new FixedTime(SettingValue.Parse<Instant>(asOf.Name, text).Time)
                : TimeProvider.System;
            Timeframe? wanted = parse.GetValue(timeframe) is { } length ? Timeframe.Parse(length) : null;
            var (symbol, ahead) = (parse.GetRequiredValue(coin), parse.GetRequiredValue(horizon));
            var folder = HamiltonCommand.FolderOf(parse.GetValue(reports));
            // What was found later than the time that is taken as now was not known then.
            using var hamilton = new FolderHamilton(
                champions.Open(parse), new HamiltonOptions { FactoryReports = time == TimeProvider.System ? folder : null }, time);
            var forecast = file is not null
                ? await hamilton.PredictAsync(
                    symbol, ahead, JsonFile.Read<NamedFeatures>(InputFile.Of(features, file)), wanted, cancellationToken)
                : await FromCandlesAsync(hamilton, symbol, ahead, wanted, candles!, cancellationToken); // one is given, as checked
            if (parse.GetValue(json))
                HamiltonCommand.Print(forecast);
            else
                Print(forecast);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<ChampionForecast> FromCandlesAsync(
        FolderHamilton hamilton, string coin, string horizon, Timeframe? timeframe, string source, CancellationToken cancellationToken)
    {
        var model = await hamilton.LoadModelAsync(coin, horizon, timeframe, cancellationToken);
        var candles = CandleSources.Open(Path.GetFullPath(source), new FolderCandleOptions());
        var picker = new SeriesPicker(candles, new PreflightOptions { ShortBlocks = false });
        var unit = new UnitId(coin, model.Manifest.Timeframe);
        var own = picker.Pick(unit.Coin, unit.Timeframe, cancellationToken);
        var bitcoin = model.ReadsBitcoin ? picker.Pick(RunPlan.Bitcoin, unit.Timeframe, cancellationToken).Series : null;
        return own.Series is { } series
            ? await hamilton.PredictAsync(horizon, series, bitcoin, cancellationToken: cancellationToken)
            : throw new InputRefusedException($"{unit} cannot be forecast: {own.Preflight.Reason}");
    }

    private static void Print(ChampionForecast forecast)
    {
        var key = new ChampionKey(new UnitId(forecast.Coin, forecast.Timeframe), forecast.Bars);
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{key} {forecast.Version}: {forecast.Class switch { 1 => "up", -1 => "down", _ => "flat" }} over {forecast.Horizon}, "
                + $"confidence {forecast.Confidence:F3} (down {forecast.Down:F3}, flat {forecast.Flat:F3}, up {forecast.Up:F3}), "
                + $"expected return {1e4 * forecast.ExpectedReturn:F1} bp{Interval(forecast.Interval)}; "
                + $"as of {forecast.AsOf:yyyy-MM-dd HH:mm}, regime {forecast.Regime.ToString().ToLowerInvariant()}"));
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(forecast.Gate.ShouldTrade ? $"trade at {forecast.Gate.SizeFactor:P0} of the size" : "do not trade")}: "
                + $"{forecast.Gate.Reason}"));
    }

    private static string Interval(ForecastInterval? interval) => interval is null ? "" : string.Create(
        CultureInfo.InvariantCulture, $" ({100 * interval.Level:0.#} % within {1e4 * interval.Lower:F1} to {1e4 * interval.Upper:F1})");
}

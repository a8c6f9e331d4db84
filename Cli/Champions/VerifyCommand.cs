using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Bundles;
using Huracan.Storage.Candles;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Champions;

/// <summary><c>huracan champions verify</c>: every byte of the bundles, their signatures, and that their models forecast.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var options = new ChampionOptions();
        var (coin, timeframe) = (ChampionOptions.Coin(), ChampionOptions.Length());
        var all = new Option<bool>("--all") { Description = "Every version that is there, not the champions alone." };
        var source = new Option<string?>("--source")
        {
            Description = "Folder of candle files, whose last candles are forecast; default: zeros in place of features.",
            HelpName = "DIR",
        };
        var command = new Command(
            "verify",
            "Check every file of the bundles and their signatures, load the models and let them forecast. Exit code 2 where any is "
                + "refused.")
        {
            coin, timeframe, all, source, options.Folder,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var store = options.Open(parse);
            var refused = 0;
            foreach (var pointer in ChampionOptions.Of(store, parse.GetValue(coin), parse.GetValue(timeframe)))
            {
                var versions = parse.GetValue(all) ? store.Versions(pointer.Key).Union([pointer.Version]).ToArray() : [pointer.Version];
                foreach (var version in versions)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    refused += IsRefused(store, pointer, version, parse.GetValue(source), cancellationToken) ? 1 : 0;
                }
            }
            return Task.FromResult(refused == 0 ? ExitCodes.Done : ExitCodes.Refused);
        });
        return command;
    }

    private static bool IsRefused(
        ChampionStore store, ChampionPointer pointer, string version, string? source, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            // The champion must also be the one that the pointer means.
            var bundle = version == pointer.Version ? store.Open(pointer.Key) : store.Open(pointer.Key, version);
            using var model = BundleModel.Load(bundle, RunFiles.Families);
            var forecast = source is null
                ? model.ForecastZeros()
                : Forecast(model, bundle.Manifest.Key.Unit, source, cancellationToken);
            var took = TimeProvider.System.GetElapsedTime(begun);
            var isLate = bundle.Manifest.IsExpired(TimeProvider.System.GetUtcNow());
            var late = isLate ? $"; expired {bundle.Manifest.Expires:yyyy-MM-dd}" : "";
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{pointer.Key} {version}: whole, {(bundle.IsSigned ? "signed" : "not signed")}, {bundle.Manifest.Files.Count} files; "
                    + $"forecasts down {forecast.Down:F3}, flat {forecast.Flat:F3}, up {forecast.Up:F3} "
                    + $"({took.TotalMilliseconds:F0} ms){late}"));
            return false;
        }
        catch (InputRefusedException refusal)
        {
            Console.Error.WriteLine($"Refused: {pointer.Key} {version}: {refusal.Message}");
            return true;
        }
    }

    private static Engine.Models.Prediction Forecast(BundleModel model, UnitId unit, string source, CancellationToken cancellationToken)
    {
        model.Options.Source = Path.GetFullPath(source);
        var candles = CandleSources.Open(model.Options);
        var picker = new SeriesPicker(candles, IngestStage.Limits(model.Options));
        var bitcoin = candles.Coins.Contains(RunPlan.Bitcoin)
            ? picker.Pick(RunPlan.Bitcoin, unit.Timeframe, cancellationToken).Series
            : null;
        var own = picker.Pick(unit.Coin, unit.Timeframe, cancellationToken);
        return own.Series is { } series
            ? model.Forecast(series, bitcoin, now: null).Prediction
            : throw new InputRefusedException($"{unit} cannot be forecast: {own.Preflight.Reason}");
    }
}

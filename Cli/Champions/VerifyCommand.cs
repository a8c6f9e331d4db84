using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Champions;

/// <summary>
/// <c>huracan champions verify</c>: every byte of the bundles, their signatures, that their models forecast, and with candles also that
/// their figures of the test part follow from them.
/// </summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var options = new ChampionOptions();
        var (coin, timeframe) = (ChampionOptions.Coin(), ChampionOptions.Length());
        var all = new Option<bool>("--all") { Description = "Every version that is there, not the champions alone." };
        var source = new Option<string?>("--source")
        {
            Description = "Folder of the candles that the bundles were made on, or a store: skill, balanced accuracy and trading of "
                + "the test part are derived anew, and the last candles are forecast. Default: zeros in place of features, and figures are "
                + "taken as they are.",
            HelpName = "DIR",
        };
        var funding = new Option<string?>("--funding")
        {
            Description = "Folder of funding rates; default: the folder 'funding' beside the source.",
            HelpName = "DIR",
        };
        var command = new Command(
            "verify",
            "Check every file of the bundles and their signatures, load the models, let them forecast, and derive their test figures from "
                + "candles. Score, validation skill, deflated Sharpe ratio and threshold need the run that chose the model: they are as "
                + "hashed. Exit code 2 where any is refused.")
        {
            coin, timeframe, all, source, funding, options.Folder,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var store = options.Open(parse);
            var candles = parse.GetValue(source) is { } folder
                ? new VerifiedSource(Path.GetFullPath(folder), parse.GetValue(funding) is { } rates ? Path.GetFullPath(rates) : null)
                : null;
            var refused = 0;
            foreach (var pointer in ChampionOptions.Of(store, parse.GetValue(coin), parse.GetValue(timeframe)))
            {
                var versions = parse.GetValue(all) ? store.Versions(pointer.Key).Union([pointer.Version]).ToArray() : [pointer.Version];
                foreach (var version in versions)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    refused += IsRefused(store, pointer, version, candles, cancellationToken) ? 1 : 0;
                }
            }
            return Task.FromResult(refused == 0 ? ExitCodes.Done : ExitCodes.Refused);
        });
        return command;
    }

    private static bool IsRefused(
        ChampionStore store, ChampionPointer pointer, string version, VerifiedSource? source, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            // The champion must also be the one that the pointer means.
            var bundle = version == pointer.Version ? store.Open(pointer.Key) : store.Open(pointer.Key, version);
            using var model = BundleModel.Load(bundle, RunFiles.Families);
            var forecast = source is null
                ? model.ForecastZeros()
                : source.Forecast(model, bundle.Manifest.Key.Unit, cancellationToken);
            var took = TimeProvider.System.GetElapsedTime(begun);
            if (source?.Differences(bundle, cancellationToken) is [_, ..] differences)
                throw new InputRefusedException(string.Join("; ", differences));
            var isLate = bundle.Manifest.IsExpired(TimeProvider.System.GetUtcNow());
            var late = isLate ? $"; expired {bundle.Manifest.Expires:yyyy-MM-dd}" : "";
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{pointer.Key} {version}: whole, {(bundle.IsSigned ? "signed" : "not signed")}, {bundle.Manifest.Files.Count} files; "
                    + $"forecasts down {forecast.Down:F3}, flat {forecast.Flat:F3}, up {forecast.Up:F3} "
                    + $"({took.TotalMilliseconds:F0} ms){(source is null ? "" : "; test figures as derived from candles")}{late}"));
            return false;
        }
        catch (InputRefusedException refusal)
        {
            Console.Error.WriteLine($"Refused: {pointer.Key} {version}: {refusal.Message}");
            return true;
        }
    }
}

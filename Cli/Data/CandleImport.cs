using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary>
/// Checks a source's candles and writes those that pass: sorted and each once, but with their gaps, for nothing is made up here.
/// </summary>
internal static class CandleImport
{
    // Soundness, not worth: whether a series is long enough is for the preflight to say, when it knows what the series is for.
    private static readonly PreflightOptions Limits = new() { ShortBlocks = false };

    public static CoinData Look(ICandleSource source, string coin, CancellationToken cancellationToken) =>
        CoinData.Look(source, Limits, coin, source.TimeframesOf(coin), cancellationToken);

    public static int Run(ICandleSource source, ImportTarget target, CancellationToken cancellationToken)
    {
        var files = 0;
        var refused = new List<string>();
        foreach (var coin in source.Coins)
        {
            var data = Look(source, coin, cancellationToken);
            var written = 0;
            // One file that is refused keeps no other out.
            foreach (var unit in data.Series)
            {
                if (unit.Preflight is { Verdict: not PreflightVerdict.Blocked, Rows: { } rows })
                {
                    CandleFile.Write(Path.Combine(target.Folder, $"{unit.Unit.Coin}_{unit.Unit.Timeframe}.{target.Format}"), rows);
                    written++;
                }
                else
                {
                    refused.Add($"{unit.Unit} of {unit.Origin} is not imported. {unit.Preflight.Reason}");
                }
            }
            if (data.Funding is { } funding && written > 0)
            {
                FundingFile.Write(Path.Combine(target.Folder, "funding", $"{coin}_funding.csv.gz"), funding);
                written++;
            }
            files += written;
        }
        if (files > 0)
            AnsiConsole.WriteLine($"Wrote {files} files to {target.Folder}. Next: {Invocation.Name} preflight --source {target.Folder}");
        return refused.Count == 0 ? ExitCodes.Done : throw new InputRefusedException(string.Join(Environment.NewLine, refused));
    }
}

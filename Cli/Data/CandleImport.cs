using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;
using Huracan.Storage.Candles;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary>
/// Checks a source's candles and writes those that pass, sorted and without duplicates. Gaps are not filled.
/// </summary>
internal static class CandleImport
{
    // Only correctness is checked. Whether a series is long enough depends on its use, which preflight knows.
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
            // A refused file does not stop the import of the others.
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
        {
            target.Market?.Write(target.Folder);
            AnsiConsole.WriteLine($"Wrote {files} files to {target.Folder}. Next: {Invocation.Name} preflight --source {target.Folder}");
        }
        return refused.Count == 0 ? ExitCodes.Done : throw new InputRefusedException(string.Join(Environment.NewLine, refused));
    }
}

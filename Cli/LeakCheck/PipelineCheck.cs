using System.Globalization;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Audits;
using Huracan.Engine.Leakage.Units;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Candles;
using Huracan.Storage.Runs;

namespace Huracan.Cli.LeakCheck;

/// <summary>Checks this pipeline on every unit that may be trained, with a model that is trained quickly.</summary>
/// <param name="options">What a run would compute.</param>
/// <param name="leak">How closely is looked.</param>
/// <param name="given">Options of the command line.</param>
internal sealed class PipelineCheck(RunOptions options, LeakOptions leak, IReadOnlyList<string> given)
{
    private const string QuickFamily = "xgboost";
    private const int QuickRounds = 20;
    private const int QuickDepth = 3;
    private const int QuickEpochs = 2;
    private const int QuickBars = 5_000;

    /// <returns>Whether no unit has a leak.</returns>
    /// <exception cref="InputRefusedException">No unit may be trained, or the options are refused.</exception>
    public bool Run(TextWriter output, CancellationToken cancellationToken)
    {
        Simplify();
        var source = CandleSources.Open(options);
        RunPlan.Validate(options, source, RunFiles.Families);
        RunFiles.Complete(options);
        var units = RunPlan.Units(options, source);
        var bitcoin = source.Coins.Contains(RunPlan.Bitcoin)
            ? IngestStage.Look(options, source, RunPlan.Bitcoin, cancellationToken)
            : null;
        var (isClean, seen) = (true, 0);
        foreach (var coin in units.Select(unit => unit.Coin).Distinct())
        {
            var data = coin == RunPlan.Bitcoin && bitcoin is not null
                ? bitcoin
                : IngestStage.Look(options, source, coin, cancellationToken);
            foreach (var found in data.Series)
            {
                if (found.Series is not { } candles)
                {
                    var reasons = found.Preflight.Findings.Where(finding => finding.Severity == FindingSeverity.Blocking);
                    output.WriteLine($"{found.Unit} cannot be checked: {string.Join(" ", reasons.Select(finding => finding.Message))}");
                    continue;
                }
                var btc = bitcoin?.Series.SingleOrDefault(series => series.Unit.Timeframe == found.Unit.Timeframe)?.Series;
                isClean &= Check(candles, coin == RunPlan.Bitcoin ? null : btc, data.Funding, output, cancellationToken);
                seen++;
            }
        }
        return seen > 0
            ? isClean
            : throw new InputRefusedException("No unit has candles that may be trained on; see what preflight says of them.");
    }

    private bool Check(
        CandleSeries candles, CandleSeries? bitcoin, FundingSeries? funding, TextWriter output, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var scratch = Directory.CreateTempSubdirectory("huracan-leak-check-");
        try
        {
            var fits = 0;
            var market = LeakMarket.Of(candles, bitcoin, funding, leak.Seed);
            var subject = new UnitLeakSubject(
                options, RunFiles.Features(), RunFiles.Families, () => new RunFolder(Path.Combine(scratch.FullName, $"{fits++}")));
            var report = new LeakAudit(leak).Run(subject.Of(market, cancellationToken), market, cancellationToken);
            LeakReportTable.Write(report, output);
            var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{candles.Unit}: {candles.Count} candles, {fits} trainings, {seconds:F1} s.\n"));
            return report.IsClean;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    // Whether a fit looks ahead does not depend on how well it fits.
    private void Simplify()
    {
        if (!given.Contains("--model"))
        {
            options.Models = [QuickFamily];
            options.ValueHead = false; // what a head learns from is checked as labels
        }
        options.Models = [options.Models[0]];
        if (options.Models[0] == BroughtModels.Onnx)
            throw new InputRefusedException(
                $"leak-check trains its model with a column of its own among the features, which a graph of '{BroughtModels.Onnx}' does "
                    + "not read; leave --model out, or name another family.");
        if (options.Models[0] == QuickFamily)
        {
            var settings = options.ModelSettings[QuickFamily] = new(options.ModelSettings.GetValueOrDefault(QuickFamily) ?? []);
            settings["rounds"] = QuickRounds;
            settings["max_depth"] = QuickDepth;
        }
        options.Epochs = Math.Min(options.Epochs, QuickEpochs);
        options.FinalEpochs = null;
        options.TrainBars = Math.Min(options.TrainBars ?? QuickBars, QuickBars);
        options.Search.Trials = 0;
        options.Search.Timeout = null;
    }
}

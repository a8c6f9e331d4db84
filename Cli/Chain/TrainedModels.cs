using System.Globalization;
using Huracan.Cli.Run;
using Huracan.Contracts.Reports;
using Huracan.Engine.Experiments;
using Huracan.Engine.Pipeline.Stages;
using Spectre.Console;

namespace Huracan.Cli.Chain;

/// <summary>How good the models of a run are on validation, and what their trainings took.</summary>
internal static class TrainedModels
{
    private const double Mebibyte = 1 << 20;

    public static void Print(RunSession session)
    {
        foreach (var unit in session.Units.Where(unit => unit.Status == UnitStatus.Done))
        {
            foreach (var model in session.Options.Models)
            {
                foreach (var horizon in session.Options.HorizonsOf(unit.Timeframe))
                    Print(session, CandidateResult.Read(
                        session.Results, unit, model, horizon, session.Options.Seed, session.Trained));
            }
        }
    }

    private static void Print(RunSession session, CandidateResult one)
    {
        if (one is not { Validation: { } validation, Training: { } training })
            return;
        var root = RunOutputs.Candidate(one.Unit, one.Model, one.Horizon);
        var classes = validation.Classification;
        AnsiConsole.MarkupLineInterpolated($"[bold]{root}[/]");
        Line("skill", Text($"{validation.LogLossSkill:0.0000} on validation: 1 - log loss / that of the classes' frequencies in train"));
        Line("accuracy", Text($"{classes.Accuracy:0.000}; always the most frequent class {one.MajorityAccuracy:0.000}"));
        Line("balanced", Text($"{classes.BalancedAccuracy:0.000}; chance {Chance(classes):0.000}"));
        Line("epochs", Text($"the best was {training.Best.BestEpoch} of {training.Best.Epochs.Count} (of boosting rounds)"));
        Line("training", Text($"{training.TrainSamples} samples in {one.Seconds:0.0} s, {one.SamplesPerSecond:0} samples/s"));
        Line("processor", double.IsNaN(one.ProcessorSeconds) ? "not known" : Text($"{one.ProcessorSeconds:0.0} s"));
        Line("memory", Text($"{one.PeakMemoryBytes / Mebibyte:0} MiB at most, libraries among it"));
        Line("model", $"{Path.Combine(session.Folder, root, StageOutputs.FinalModel)}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(string name, string text) => AnsiConsole.MarkupLineInterpolated($"  {name,-9} {text}");

    private static double Chance(ClassificationMetrics classes) => 1.0 / Math.Max(1, classes.Support.Count(count => count > 0));
}

using System.Globalization;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Datasets;
using Huracan.Engine.Datasets.Checks;
using Huracan.Engine.Datasets.Pooled;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Datasets;
using Huracan.Storage.Runs;
using Huracan.Worker;

namespace Huracan.Cli.Datasets;

/// <summary>Trains pooled models of ready-made splits, once these are verified, and leaves a folder for each.</summary>
/// <param name="source">Folder of the splits.</param>
/// <param name="target">Folder of the models.</param>
/// <param name="output">Where lines are written.</param>
internal sealed class PooledSession(string source, string target, TextWriter output)
{
    /// <summary>File of the check's report, beside the models.</summary>
    public const string ReportFile = "dataset_report.json";

    private const string ResultsFile = "training_results.json"; // times and memory: differs from machine to machine

    private readonly RunFolder folder = new(target);

    public bool AllowLeaks { get; init; }

    public bool OpenTest { get; init; }

    public bool SpansGaps { get; init; }

    public required FitOptions Options { get; init; }

    /// <summary>Trains every family at every horizon.</summary>
    /// <param name="run">The families with their settings.</param>
    /// <param name="horizons">Horizons in bars.</param>
    /// <param name="cancellationToken">Stops within one batch.</param>
    /// <exception cref="InputRefusedException">The splits are refused, or BLOCKED and that is not allowed.</exception>
    public void Run(RunOptions run, IReadOnlyList<int> horizons, CancellationToken cancellationToken)
    {
        var watch = new DatasetWatch();
        var set = SplitFiles.Read(source, cancellationToken);
        var loading = watch.Lap();
        foreach (var horizon in horizons)
            set.Dataset.LabelsOf(horizon); // before anything is trained
        var report = new DatasetCheck(seed: Options.Seed).Run(set.Dataset, set.Findings, cancellationToken);
        DatasetTable.Write(source, report, output, $"Read in {loading}, checked in {watch.Lap()}, {DatasetWatch.Memory()}.");
        if (report.Verdict == DatasetVerdict.Blocked && !AllowLeaks)
            throw new InputRefusedException(
                $"{source} leaks ({string.Join(", ", Leaks(report))}), so that nothing measured on it would hold. --allow-leaks trains "
                    + "nevertheless, and keeps the findings beside the models.");
        folder.WriteJson(ReportFile, report);
        var openings = new TestOpenings(folder, set.Hash);
        foreach (var family in run.Models)
        {
            foreach (var horizon in horizons)
            {
                var task = new PooledTask(
                    RunFiles.Families[family], run.ModelSettings[family], horizon, Reporting(family, horizon), SpansGaps);
                Train(set, task, loading, openings, cancellationToken);
            }
        }
        if (report.Verdict == DatasetVerdict.Blocked)
            output.WriteLine($"These figures are worth nothing: the dataset leaks ({string.Join(", ", Leaks(report))}).");
        output.WriteLine(
            OpenTest
                ? openings.Sentence()
                : $"Test was not opened. Choose by validation, then open it once: {Invocation.Name} dataset train … --open-test");
        output.WriteLine($"Wrote {folder.Root}.");
    }

    private void Train(SplitSet set, PooledTask task, StepTime loading, TestOpenings openings, CancellationToken cancellationToken)
    {
        var watch = new DatasetWatch();
        var (trained, fit) = new PooledTraining(RunFiles.Families).Train(set.Dataset, set.Hash, task, cancellationToken);
        using var model = trained;
        var fitting = watch.Lap();
        if (folder.Exists(task.Name))
            folder.Delete(task.Name); // so that no figures of an earlier model stay beside this one
        var validation = Measure(set.Dataset, model, DatasetPart.Validation, task.Name, "val", "metrics.json");
        var predicting = watch.Lap();
        if (OpenTest)
        {
            openings.Add(task.Name);
            Measure(set.Dataset, model, DatasetPart.Test, task.Name, "test", "metrics_test.json");
        }
        folder.WriteJson($"{task.Name}/{ResultsFile}", new PooledResults(
            fit, model.Meta.Samples, validation.Pooled.Classification.Count, loading, fitting, predicting,
            AddressSpace.PeakResidentBytes()));
        model.Save(folder, task.Name);
        output.WriteLine(
            $"  {task.Name}: {model.Meta.Samples} samples, best epoch {fit.BestEpoch} of {fit.Epochs.Count}, trained in {fitting}, "
                + $"validation forecast in {predicting}, {DatasetWatch.Memory()} so far");
    }

    private PooledReport Measure(TemporalDataset dataset, PooledModel model, DatasetPart part, string path, string suffix, string file)
    {
        var forecasts = model.Forecast(dataset, part);
        if (forecasts.Rows.Length == 0)
            throw new InputRefusedException(
                $"{path}: {source} has no labelled row in {part.ToString().ToLowerInvariant()} with a window of {model.Lookback} rows.");
        var report = PooledReport.Of(dataset, part, forecasts, model.Meta);
        folder.WriteTable($"{path}/preds_{suffix}.parquet", forecasts.ToTable(dataset, dataset.LabelsOf(model.Meta.Horizon)));
        folder.WriteJson($"{path}/{file}", report);
        DatasetTable.Write(path, report, output);
        return report;
    }

    // Only networks train in epochs that are worth a line.
    private FitOptions Reporting(string family, int horizon) =>
        RunFiles.Families[family].IsNetwork ? Options with { Progress = new EpochLines($"{family}/h{horizon}", output) } : Options;

    private static IEnumerable<string> Leaks(DatasetReport report) =>
        report.Findings.Where(finding => finding.Severity == FindingSeverity.Blocking).Select(finding => finding.Code).Distinct();

    private sealed class EpochLines(string name, TextWriter output) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name} epoch {value.Epoch}: loss {value.TrainLoss:F4}, validation {value.ValidationLoss:F4}, "
                + $"{value.SamplesPerSecond:F0} samples/s"));
    }
}

using System.Globalization;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Datasets;
using Huracan.Engine.Datasets.Checks;
using Huracan.Engine.Datasets.Pooled;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Datasets;
using Huracan.Storage.Runs;
using Huracan.Worker;

namespace Huracan.Cli.Datasets;

/// <summary>Trains pooled models of ready-made splits, once these are verified, and leaves a folder for each.</summary>
/// <param name="source">Folder of the splits.</param>
/// <param name="target">Folder of the models; null for one in <see cref="DefaultFolder"/>, with the name and hash of the dataset.</param>
/// <param name="output">Where lines are written.</param>
internal sealed class PooledSession(string source, string? target, TextWriter output)
{
    /// <summary>File of the check's report, beside the models.</summary>
    public const string ReportFile = "dataset_report.json";

    private const string ResultsFile = "training_results.json"; // times and memory: differs from machine to machine

    private RunFolder folder = new(DefaultFolder);

    /// <summary>Where the folders of models are made unless one is named.</summary>
    public static string DefaultFolder { get; } = Path.Combine("artifacts", "datasets");

    public bool AllowLeaks { get; init; }

    public bool OpenTest { get; init; }

    public bool SpansGaps { get; init; }

    public required FitOptions Options { get; init; }

    /// <summary>Trains every family at every horizon.</summary>
    /// <param name="run">The families with their settings.</param>
    /// <param name="horizons">Horizons in bars.</param>
    /// <param name="cancellationToken">Stops within one batch.</param>
    /// <exception cref="InputRefusedException">
    /// The splits are refused, or BLOCKED and that is not allowed, or there are models of other splits in the target.
    /// </exception>
    public void Run(RunOptions run, IReadOnlyList<int> horizons, CancellationToken cancellationToken)
    {
        var watch = new DatasetWatch();
        var set = SplitFiles.Read(source, cancellationToken);
        var loading = watch.Lap();
        foreach (var horizon in horizons)
            set.Dataset.LabelsOf(horizon); // before anything is trained
        var openings = new TestOpenings(source, set.Hash);
        if (OpenTest)
            openings.RequireWritable();
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)));
        folder = new RunFolder(target ?? Path.Combine(DefaultFolder, $"{name}-{set.Hash[..8]}"));
        RequireNoOther(set.Hash);
        var report = new DatasetCheck(seed: Options.Seed).Run(set.Dataset, set.Findings, cancellationToken);
        DatasetTable.Write(source, report, output, $"Read in {loading}, checked in {watch.Lap()}, {DatasetWatch.Memory()}.");
        if (report.Verdict == DatasetVerdict.Blocked && !AllowLeaks)
            throw new InputRefusedException(
                $"{source} leaks ({string.Join(", ", Leaks(report))}), so that nothing measured on it would hold. --allow-leaks trains "
                    + "nevertheless, and keeps the findings beside the models.");
        folder.WriteJson(ReportFile, report);
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

    // Two datasets in one folder: the models of the first would be replaced by those of the second, of the same names.
    private void RequireNoOther(string hash)
    {
        foreach (var file in folder.List().Where(file => file.Split('/') is [_, ['h', ..], TrainedModel.MetaFile]))
        {
            if (folder.ReadJson<PooledMeta>(file)?.Dataset is var other && other != hash)
                throw new InputRefusedException(
                    $"{folder.PathOf(file)} is of a model of another dataset, whose hash begins with {other?[..8]}; this one's does with "
                        + $"{hash[..8]}. --out must be a folder for models of this one alone.");
        }
    }

    private void Train(SplitSet set, PooledTask task, StepTime loading, TestOpenings openings, CancellationToken cancellationToken)
    {
        var watch = new DatasetWatch();
        var (trained, fit) = new PooledTraining(RunFiles.Families).Train(set.Dataset, set.Hash, task, cancellationToken);
        using var model = trained;
        var fitting = watch.Lap();
        if (folder.Exists(task.Name))
            folder.Delete(task.Name); // so that no figures of an earlier model stay beside this one
        model.Save(folder, task.Name); // before its figures: whoever sees these has the model that they are of
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

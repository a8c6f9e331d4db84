using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Training;
using Huracan.Engine.Tables;

namespace Huracan.Engine.Experiments;

/// <summary>What became of one model of one unit and horizon with one seed: a row of <c>results.csv</c>.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Horizon">Horizon, bars.</param>
/// <param name="Model">The model family.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Status">Whether it was trained.</param>
/// <param name="Reason">Why not; empty where it was.</param>
/// <param name="Validation">The best model on validation; null where it was not trained.</param>
/// <param name="Training">Epochs, times and memory; null where they are not known.</param>
public sealed record CandidateResult(
    UnitId Unit, int Horizon, string Model, ulong Seed, UnitStatus Status, string Reason, ValidationReport? Validation,
    TrainingResults? Training)
{
    /// <summary>Hashes of what its model was made from, by <see cref="SeedInputs.Names"/>; empty where it was not trained.</summary>
    internal IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Seconds that the fit took by the clock; NaN where not known.</summary>
    public double Seconds => Training?.Best.Epochs.Sum(epoch => epoch.Seconds) ?? double.NaN;

    /// <summary>Seconds of processor time that the fit took; NaN where not known.</summary>
    public double ProcessorSeconds => Training is { ProcessorSeconds: > 0 and var seconds } ? seconds : double.NaN;

    /// <summary>Samples a second, each as often as it was trained on; NaN where not known.</summary>
    public double SamplesPerSecond =>
        Training is { } known && Seconds > 0 ? known.TrainSamples * (double)known.Best.Epochs.Count / Seconds : double.NaN;

    /// <summary>Highest resident memory of its worker up to then, whatever it trained before; NaN where not known.</summary>
    public double PeakMemoryBytes => Training is { PeakMemoryBytes: > 0 and var bytes } ? bytes : double.NaN;

    /// <summary>Accuracy of always forecasting the most frequent class of validation; NaN without a forecast.</summary>
    public double MajorityAccuracy => Validation is { Classification: { Count: > 0 } classes }
        ? (double)classes.Support.Max() / classes.Count
        : double.NaN;

    /// <summary>What models are compared by; NaN where it was not trained.</summary>
    public double Value(ExperimentMetric metric) => Validation is not { } known ? double.NaN : metric switch
    {
        ExperimentMetric.BalancedAccuracy => known.Classification.BalancedAccuracy,
        ExperimentMetric.Accuracy => known.Classification.Accuracy,
        _ => known.LogLossSkill,
    };

    /// <summary>Reads what a run left of one candidate.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="unit">How its unit ended.</param>
    /// <param name="model">The model family.</param>
    /// <param name="horizon">Horizon, bars.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="trained">
    /// Folders of the candidates whose best model was made, or found to be current, when the run was last carried out. A unit that failed
    /// at one model has those before it; what else lies in the run is of other data, settings or code.
    /// </param>
    /// <exception cref="InputRefusedException">A file is damaged.</exception>
    public static CandidateResult Read(
        IRunFolder folder, UnitResult unit, string model, int horizon, ulong seed, IReadOnlySet<string> trained)
    {
        var root = RunOutputs.Candidate(unit.Unit, model, horizon);
        if (!trained.Contains(root))
        {
            var status = unit.Status == UnitStatus.Done ? UnitStatus.Failed : unit.Status;
            return new CandidateResult(unit.Unit, horizon, model, seed, status, unit.Reason, null, null);
        }
        var times = $"{root}/{StageOutputs.TrainingResults}";
        var lineage = folder.ReadJson<ModelConfig>($"{root}/{StageOutputs.BestModel}/{TrainedModel.ConfigFile}").Lineage;
        return new CandidateResult(
            unit.Unit, horizon, model, seed, UnitStatus.Done, "",
            folder.ReadJson<ValidationReport>($"{root}/{StageOutputs.ValidationMetrics}"),
            folder.Exists(times) ? folder.ReadJson<TrainingResults>(times) : null)
        {
            Inputs = lineage.Where(pair => SeedInputs.Names.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>Results as columns.</summary>
    public static Table ToTable(IReadOnlyList<CandidateResult> results)
    {
        return new Table(
            Texts("coin", one => one.Unit.Coin), Texts("timeframe", one => $"{one.Unit.Timeframe}"),
            new TableColumn("horizon", Column(one => one.Horizon)), Texts("model", one => one.Model),
            Texts("seed", one => FormattableString.Invariant($"{one.Seed}")),
            Texts("status", one => one.Status.ToString().ToUpperInvariant()),
            Numbers("log_loss_skill", one => one.Value(ExperimentMetric.LogLossSkill)),
            Numbers("log_loss", one => one.Validation?.Classification.LogLoss),
            Numbers("accuracy", one => one.Value(ExperimentMetric.Accuracy)), Numbers("majority_accuracy", one => one.MajorityAccuracy),
            Numbers("balanced_accuracy", one => one.Value(ExperimentMetric.BalancedAccuracy)),
            Numbers("best_epoch", one => one.Training?.Best.BestEpoch), Numbers("epochs", one => one.Training?.Best.Epochs.Count),
            Numbers("train_samples", one => one.Training?.TrainSamples), Texts("reason", one => one.Reason),
            Numbers("seconds", one => one.Seconds), Numbers("processor_seconds", one => one.ProcessorSeconds),
            Numbers("samples_per_second", one => one.SamplesPerSecond), Numbers("peak_memory_bytes", one => one.PeakMemoryBytes));

        T[] Column<T>(Func<CandidateResult, T> value) => [.. results.Select(value)];

        TableColumn Texts(string name, Func<CandidateResult, string> value) => new(name, Column(value));

        TableColumn Numbers(string name, Func<CandidateResult, double?> value) => new(name, Column(one => value(one) ?? double.NaN));
    }
}

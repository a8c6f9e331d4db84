using System.Collections;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Execution;
using Huracan.Engine.Pipeline.Scoring;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Quality;
using Huracan.Storage.Files;

namespace Huracan.Cli.Signals;

/// <summary>The gate the forecasts of a run go through.</summary>
internal static class SignalGate
{
    /// <summary>How the environment sets it.</summary>
    /// <exception cref="InputRefusedException">A variable has a wrong value, or switches the models off.</exception>
    public static GateOptions Options()
    {
        var options = new GateOptions { File = "" }.With(
            Environment.GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? ""));
        options.RequireModels();
        return options;
    }

    /// <summary>The gate of a run's own models of a timeframe; <c>QUALITY_GATE_FILE</c> wins over the run's thresholds.</summary>
    public static QualityGate OfRun(RunContext context, GateOptions options, Timeframe timeframe) =>
        new(Named(options) ?? context.Folder.ReadJson<ThresholdsFile>(RunOutputs.Thresholds(timeframe)), options);

    /// <summary>
    /// The gate of a model named by its folder: the unit's score is its chosen candidate's, and says nothing of another one.
    /// </summary>
    public static QualityGate OfModel(RunContext context, string runFolder, GateOptions options, UnitId unit, string modelPath) =>
        new(Named(options) ?? Judged(context, runFolder, unit, modelPath), options);

    private static ThresholdsFile? Named(GateOptions options) =>
        options.File.Length > 0 ? JsonFile.Read<ThresholdsFile>(options.File) : null;

    private static ThresholdsFile Judged(RunContext context, string runFolder, UnitId unit, string modelPath)
    {
        var candidate = context.Folder.Exists(UnitReport.PathOf(unit))
            ? context.Folder.ReadJson<UnitReport>(UnitReport.PathOf(unit)).Candidates.FirstOrDefault(tried =>
                IsOf(runFolder, unit, tried, modelPath))
            : null;
        var evidence = candidate is not null
            ? UnitThresholds.Evidence(unit.Coin, candidate)
            : new CoinEvidence(unit.Coin, double.NaN, double.NaN, 0, 0, "the model is no final model of this run, so it was not scored");
        var entry = UnitThresholds.Judge(evidence, context.Options.MinScore);
        return new ThresholdsFile
        {
            Version = context.Options.Version,
            Timeframe = unit.Timeframe.ToString(),
            VolatilityGuard = context.Options.VolatilityGuard,
            Coins = new Dictionary<string, CoinThreshold> { [unit.Coin] = entry },
            Summary = ThresholdsBuilder.Summarise([entry]),
        };
    }

    private static bool IsOf(string runFolder, UnitId unit, CandidateReport candidate, string modelPath) =>
        Path.GetFullPath(Path.Combine(
            runFolder, RunOutputs.Candidate(unit, candidate.Family, candidate.Horizon), StageOutputs.FinalModel))
        == Path.TrimEndingDirectorySeparator(Path.GetFullPath(modelPath));
}

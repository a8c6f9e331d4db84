using System.Collections;
using Huracan.Cli.Run;
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

/// <summary>Creates the quality gate for the forecasts of a run.</summary>
internal static class SignalGate
{
    /// <summary>The gate's options from the environment variables.</summary>
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

    /// <summary>The gate of a run's own models of a timeframe. <c>QUALITY_GATE_FILE</c> replaces the run's thresholds.</summary>
    /// <exception cref="InputRefusedException">The run has not ended, so it has no thresholds.</exception>
    public static QualityGate OfRun(RunContext context, RunPaths paths, GateOptions options, Timeframe timeframe) =>
        new(FromFile(options) ?? FromRun(context, paths, RunOutputs.Thresholds(timeframe)), options);

    /// <summary>
    /// The gate of a model given by its folder. It uses the score of that candidate, because the unit's score is that of the chosen one.
    /// </summary>
    public static QualityGate OfModel(RunContext context, string runFolder, GateOptions options, UnitId unit, string modelPath) =>
        new(FromFile(options) ?? FromScore(context, runFolder, unit, modelPath), options);

    private static ThresholdsFile FromRun(RunContext context, RunPaths paths, string name) => context.Folder.Exists(name)
        ? context.Folder.ReadJson<ThresholdsFile>(name)
        : throw new InputRefusedException($"{paths.RunId} has no {name} yet; finish it with: {paths.Command("run --resume")}");

    private static ThresholdsFile? FromFile(GateOptions options) =>
        options.File.Length > 0 ? JsonFile.Read<ThresholdsFile>(options.File) : null;

    private static ThresholdsFile FromScore(RunContext context, string runFolder, UnitId unit, string modelPath)
    {
        var candidate = context.Folder.Exists(UnitReport.PathOf(unit))
            ? context.Folder.ReadJson<UnitReport>(UnitReport.PathOf(unit)).Candidates.FirstOrDefault(
                tried => IsOf(runFolder, unit, tried, modelPath))
            : null;
        var evidence = candidate is not null
            ? UnitThresholds.Evidence(unit.Coin, candidate)
            : new CoinEvidence(unit.Coin, double.NaN, double.NaN, 0, 0, "the model is no final model of this run, so it was not scored");
        var entry = UnitThresholds.Judge(evidence, context.Options.MinScore, context.Options.MinEdgeAfterCostBps);
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

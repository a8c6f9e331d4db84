using Huracan.Contracts;

namespace Huracan.Engine.Pipeline.Stages;

/// <summary>
/// What a run leaves outside its candidates' folders (see <see cref="StageOutputs"/>): the one list for who writes, reads or counts it.
/// </summary>
public static class RunOutputs
{
    /// <summary>The options of the run.</summary>
    public const string Config = "config.yaml";

    /// <summary>The feature sets of the run.</summary>
    public const string Features = "features.yaml";

    /// <summary>The run's copy of a file that a person brought for a family.</summary>
    /// <param name="family">The family.</param>
    /// <param name="file">Name of the file.</param>
    public static string ModelFile(string family, string file) => $"model_files/{family}/{file}";

    /// <summary>Machine and versions.</summary>
    public const string Environment = "environment.json";

    /// <summary>The run's report for people.</summary>
    public const string RunPage = "report.html";

    /// <summary>How each unit ended.</summary>
    public const string Summary = "summary.json";

    /// <summary>Deliverables counted.</summary>
    public const string Checklist = "checklist.json";

    /// <summary>What happened when: of the run, and in a unit's folder of the unit.</summary>
    public const string Log = "run.log";

    /// <summary>A timeframe's thresholds.</summary>
    public static string Thresholds(Timeframe timeframe) => $"thresholds/{timeframe}.json";

    /// <summary>A unit's checked candles.</summary>
    public static string Candles(UnitId unit) => $"data/{unit.Coin}/{unit.Timeframe}.parquet";

    /// <summary>A coin's funding rates, where there are any.</summary>
    public static string Funding(string coin) => $"data/{coin}/funding.parquet";

    /// <summary>The spread that a coin's trades pay.</summary>
    public static string Spread(string coin) => $"data/{coin}/spread.json";

    /// <summary>What was found in a coin's data.</summary>
    public static string Integrity(string coin) => $"data/{coin}/integrity.json";

    /// <summary>A scored unit's report as a page; <c>UnitReport.PathOf</c> names the report itself.</summary>
    public static string UnitPage(UnitId unit) => $"{unit}/report.html";

    /// <summary>What a unit's voters are worth, and what trading their consensus brought.</summary>
    public static string Consensus(UnitId unit) => $"{unit}/consensus.json";

    /// <summary>Table of the consensus at every bar of the test part.</summary>
    public static string ConsensusBars(UnitId unit) => $"{unit}/consensus.parquet";

    /// <summary>Table of what the consensus, and the best model alone, decided over the test part, and why.</summary>
    public static string Decisions(UnitId unit) => $"{unit}/decisions.parquet";

    /// <summary>Folder of a candidate.</summary>
    public static string Candidate(UnitId unit, string family, int horizon) => $"{unit}/{family}/h{horizon}";
}

namespace Huracan.Contracts.Http.Runs;

/// <summary>What to compute: <c>POST /runs</c>. Every value that is null keeps what <c>config/train.yaml</c> says.</summary>
/// <remarks>
/// Timeframes, dates and what is one of a few are text here: the API answers with every wrong value at once, by its name, where a typed
/// body would be refused as a whole at the first.
/// </remarks>
public sealed record RunRequest
{
    /// <summary>
    /// <c>run</c>, or null for the same. With <c>factory</c> the body has keys of <c>config/factory.yaml</c> instead, and replaces those of
    /// that file: see <c>docs/factory.md</c>.
    /// </summary>
    public string? Kind { get; init; }

    /// <summary>Folder of candle files where the silos can read it; null takes the simulated market.</summary>
    public string? Source { get; init; }

    /// <summary>Folder of funding rates; null takes the folder <c>funding</c> beside the source.</summary>
    public string? Funding { get; init; }

    /// <summary>
    /// Second folder of candle files where the silos can read it; where its bars differ from the source's is reported. Null compares
    /// nothing.
    /// </summary>
    public string? CompareSource { get; init; }

    /// <summary>Difference of two closes that counts in that comparison, as a share, 0 to 1.</summary>
    public double? CompareTolerance { get; init; }

    /// <summary>Symbols; null or empty takes all of the source.</summary>
    public IReadOnlyList<string>? Coins { get; init; }

    /// <summary>Timeframes, such as <c>15m</c>, <c>1h</c>, <c>4h</c>.</summary>
    public IReadOnlyList<string>? Timeframes { get; init; }

    /// <summary>Model families tried for every unit.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Label horizons in bars.</summary>
    public IReadOnlyList<int>? Horizons { get; init; }

    /// <summary><c>forward_return</c>, <c>triple_barrier</c> or <c>meta</c>.</summary>
    public string? Labels { get; init; }

    /// <summary>Primary rule of the labels <c>meta</c>, such as <c>momentum:period=24</c>.</summary>
    public string? Primary { get; init; }

    /// <summary>First day taken, ISO date, inclusive.</summary>
    public string? From { get; init; }

    /// <summary>Day the data is cut off at, ISO date, exclusive.</summary>
    public string? To { get; init; }

    /// <summary>Most epochs of a network.</summary>
    public int? Epochs { get; init; }

    /// <summary>Epochs without improvement before a network stops.</summary>
    public int? Patience { get; init; }

    /// <summary>Samples per training step.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Most samples a model trains on, the latest.</summary>
    public int? TrainBars { get; init; }

    /// <summary>Trials of each candidate's search for settings, 0 to 100 000; 0 searches nothing.</summary>
    public int? Trials { get; init; }

    /// <summary>Seconds after which a search asks for no more trials, 1 to 100 000 000; results then depend on the machine.</summary>
    public int? SearchTimeout { get; init; }

    /// <summary>Best trials of a search that are cross-validated at length, 1 to 100.</summary>
    public int? TopN { get; init; }

    /// <summary>Most epochs of a network in the extended cross-validation, and of the final one after a search, 1 to 100 000.</summary>
    public int? ExtendEpochs { get; init; }

    /// <summary>Seed of everything random.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Version the results are published under.</summary>
    public string? Version { get; init; }

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    public string? Device { get; init; }

    /// <summary>Units scoring less are not traded, 0 to 100.</summary>
    public double? MinScore { get; init; }

    /// <summary>Number of simulated coins, where there is no source.</summary>
    public int? SimulatedCoins { get; init; }

    /// <summary>Number of simulated bars of the shortest timeframe, where there is no source.</summary>
    public int? SimulatedBars { get; init; }

    /// <summary>Higher goes first.</summary>
    public int Priority { get; init; }
}

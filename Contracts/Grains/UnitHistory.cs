namespace Huracan.Contracts.Grains;

/// <summary>What a unit's grain keeps over all runs.</summary>
public sealed record UnitHistory
{
    /// <summary>The model that serves: the scored one of the latest run; null where none was scored.</summary>
    public ServingModel? Serving { get; init; }

    /// <summary>Each time that work reached the test window, the earliest first: every one may be a choice made on test data.</summary>
    public IReadOnlyList<TestOpening> TestOpenings { get; init; } = [];

    /// <summary>The latest searches by run and candidate, the earliest first. All trials of a search are in its study.</summary>
    public IReadOnlyList<SearchHistory> Searches { get; init; } = [];

    /// <summary>Its champions, by horizon.</summary>
    public IReadOnlyList<UnitChampion> Champions { get; init; } = [];

    /// <summary>Its challengers that wait, by horizon.</summary>
    public IReadOnlyList<UnitChallenger> Challengers { get; init; } = [];
}

/// <summary>The model of a unit that Hamilton reads.</summary>
/// <param name="RunId">The run that trained it.</param>
/// <param name="Family">Model family.</param>
/// <param name="Horizon">Label horizon, bars.</param>
/// <param name="Score">Quality score, 0 to 100.</param>
public sealed record ServingModel(string RunId, string Family, int Horizon, double Score);

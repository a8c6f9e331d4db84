namespace Huracan.Contracts.Grains;

/// <summary>A run to be created.</summary>
/// <param name="RunId">Sortable UTC time and a short hash of the configuration.</param>
/// <param name="Version">Version the results are published under.</param>
/// <param name="Source">Where the candles come from, in words.</param>
/// <param name="Config">The complete options as YAML.</param>
/// <param name="Features">The feature sets as YAML.</param>
/// <param name="Units">The units to be worked on.</param>
public sealed record NewRun(string RunId, string Version, string Source, string Config, string Features, IReadOnlyList<PlannedUnit> Units)
{
    /// <summary>Higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>After which stage its units end.</summary>
    public LastStage LastStage { get; init; }

    /// <summary>The factory that it is a run of; null for a plain run.</summary>
    public FactoryPlan? Factory { get; init; }

    /// <summary>Idempotency key of the request: the same key again creates no second run.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Hash of the request, so that a key cannot stand for two different requests.</summary>
    public string RequestHash { get; init; } = "";

    /// <summary>W3C trace context of the request (<c>traceparent</c>), which the silos' work joins; null without a trace.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>A unit of a run to be created.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Liquidity">
/// Median daily volume of its coin in the quote currency: of units with equal priority the more liquid goes first. 0 where it is not known.
/// </param>
public sealed record PlannedUnit(UnitId Unit, double Liquidity = 0);

namespace Huracan.Contracts.Reports;

/// <summary>What <see cref="FactoryUnit.Outcome"/> can say.</summary>
public static class FactoryOutcome
{
    /// <summary>The challenger is champion now.</summary>
    public const string Promoted = "promoted";

    /// <summary>The champion stays: the challenger lost.</summary>
    public const string Kept = "kept";

    /// <summary>The challenger waits for more bars.</summary>
    public const string Waiting = "waiting";

    /// <summary>A challenger that waited makes room: it is too old, or cannot be compared any more.</summary>
    public const string Dismissed = "dismissed";

    /// <summary>The new model does not contend: another one does, or did in this run.</summary>
    public const string NotContended = "not_contended";

    /// <summary>The new model is one there is already.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>The gate lets no model of the unit contend.</summary>
    public const string NotActive = "not_active";

    /// <summary>Something it needs is damaged, or does not fit.</summary>
    public const string Refused = "refused";

    /// <summary>The unit has no model, for a reason of its data.</summary>
    public const string Skipped = "skipped";

    /// <summary>The unit has no model, or was not compared, for an error.</summary>
    public const string Failed = "failed";
}

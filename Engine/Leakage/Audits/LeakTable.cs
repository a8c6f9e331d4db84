namespace Huracan.Engine.Leakage.Audits;

/// <summary>A table of features and labels that someone brings; one row for each bar.</summary>
/// <param name="Times">Open time of each row's bar, milliseconds since the Unix epoch, strictly increasing.</param>
/// <param name="Columns">The features, known at the bar's close; NaN where there is none.</param>
/// <param name="Label">Class or return of each row; NaN where there is none.</param>
/// <param name="Horizon">Bars the label looks ahead, 1 or more.</param>
public sealed record LeakTable(long[] Times, IReadOnlyList<KnownColumn> Columns, double[] Label, int Horizon);

namespace Huracan.Engine.Datasets.Checks;

/// <summary>Rows of a symbol whose labels rest on bars that a later part already uses.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Horizon">Horizon of the labels, bars.</param>
/// <param name="Into">The part they reach into.</param>
/// <param name="Rows">Number of rows that should have been left out.</param>
public sealed record LabelOverlap(string Symbol, int Horizon, DatasetPart Into, int Rows);

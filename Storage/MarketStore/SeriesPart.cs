namespace Huracan.Storage.MarketStore;

/// <summary>What the index says of a month's file.</summary>
/// <param name="Month">Such as <c>2024-01</c>.</param>
/// <param name="Through">Until when it is fetched, exclusive, milliseconds since the Unix epoch: rows that are not there before this time
/// are not at the vendor either.</param>
/// <param name="Rows">Number of rows; without any there is no file.</param>
/// <param name="First">Time of the first row; 0 without rows.</param>
/// <param name="Last">Time of the last row; 0 without rows.</param>
/// <param name="Origin">Where the rows come from.</param>
/// <param name="IsFinal">Whether it is whole and will not be fetched again.</param>
/// <param name="Revised">How many rows came later with other numbers.</param>
/// <param name="Sha256">Of the file; empty without one.</param>
/// <param name="Fetched">When it was fetched last.</param>
public sealed record SeriesPart(
    string Month, long Through, int Rows, long First, long Last, PartOrigin Origin, bool IsFinal, int Revised, string Sha256,
    DateTimeOffset Fetched);

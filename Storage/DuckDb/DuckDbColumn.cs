namespace Huracan.Storage.DuckDb;

/// <summary>A column of a result.</summary>
public readonly record struct DuckDbColumn(string Name, DuckDbType Type);

namespace Huracan.Storage.MarketStore;

/// <summary>Rows of a vendor that cannot be right.</summary>
public sealed class RowsRefusedException(string message) : Exception(message);

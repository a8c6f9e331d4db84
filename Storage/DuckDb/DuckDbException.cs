namespace Huracan.Storage.DuckDb;

/// <summary>DuckDB refused a statement; the message is its own.</summary>
public sealed class DuckDbException(string message) : Exception(message)
{
    /// <summary>The first line of the message, which says what failed; the rest points into the statement.</summary>
    public string Summary => Message.Split('\n', 2)[0];
}

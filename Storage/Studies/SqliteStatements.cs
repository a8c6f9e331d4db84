namespace Huracan.Storage.Studies;

/// <summary>How a transaction begins and ends in SQLite.</summary>
internal static class SqliteStatements
{
    /// <summary>Takes the writer's lock at once: a transaction that took it later could find what it read outdated.</summary>
    public static OptunaStatement Begin { get; } = new("begin immediate", "");

    public static OptunaStatement Commit { get; } = new("commit", "");

    public static OptunaStatement Rollback { get; } = new("rollback", "");
}

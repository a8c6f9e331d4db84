namespace Huracan.AppHost.Local;

/// <summary>How a server of this machine is started, beside its folder and its port.</summary>
internal static class PostgresArguments
{
    /// <summary>
    /// Loopback alone; lines to the caller. A statement's error goes to who sent it, who may have expected it: two
    /// requests with one idempotency key collide.
    /// </summary>
    public static IReadOnlyList<string> Standard { get; } =
    [
        "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "logging_collector=off", "-c", "log_destination=stderr",
        "-c", "log_timezone=UTC", "-c", "log_min_messages=log",
    ];
}

using Huracan.Contracts;
using Microsoft.Data.Sqlite;

namespace Huracan.Storage.Studies;

/// <summary>Turns SQLite's error codes into messages about the file.</summary>
internal static class SqliteError
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Io = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public static Exception Of(string path, SqliteException fault) => fault.SqliteErrorCode switch
    {
        Busy or Locked =>
            new InputRefusedException($"{path} is locked: another process writes to it. Wait for it or end it, then try again.", fault),
        ReadOnly or CannotOpen => new InputRefusedException(
            $"{path} cannot be opened: its folder must exist and this user be allowed to read and write there ({fault.Message}).", fault),
        Corrupt => new InputRefusedException($"{path} is damaged or cut short. Move it away, or put a copy in its place.", fault),
        NotADatabase => new InputRefusedException($"{path} is no SQLite database. Move it away, or name another file.", fault),
        Io or Full => new IOException($"{path} could not be written: {fault.Message}", fault),
        _ => new InputRefusedException($"{path} is no study that Optuna 3.2 to 5 would open: {fault.Message}", fault),
    };

    public static bool IsBusy(SqliteException fault) => fault.SqliteErrorCode is Busy or Locked;
}

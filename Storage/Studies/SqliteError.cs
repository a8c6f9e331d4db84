using Huracan.Contracts;
using Microsoft.Data.Sqlite;

namespace Huracan.Storage.Studies;

/// <summary>Turns SQLite's error codes into messages about the file.</summary>
internal static class SqliteError
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, Io = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public static Exception Of(string path, SqliteException exception) => exception.SqliteErrorCode switch
    {
        Busy or Locked =>
            new InputRefusedException($"{path} is locked: another process writes to it. Wait for it or end it, then try again.", exception),
        ReadOnly or CannotOpen => new InputRefusedException(
            $"{path} cannot be opened: its folder must exist and this user be allowed to read and write there "
                + $"({exception.Message}).", exception),
        Corrupt => new InputRefusedException($"{path} is damaged or cut short. Move it away, or put a copy in its place.", exception),
        NotADatabase => new InputRefusedException($"{path} is no SQLite database. Move it away, or name another file.", exception),
        Io or Full => new IOException($"{path} could not be written: {exception.Message}", exception),
        _ => new InputRefusedException($"{path} is no study that Optuna 3.2 to 5 would open: {exception.Message}", exception),
    };

    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is Busy or Locked;
}

namespace Huracan.AppHost.Local;

/// <summary>Who PostgreSQL runs as. It refuses to run as root, so there it is another user.</summary>
internal sealed record ServerUser(string Name)
{
    /// <summary>The user for this program; null: this program's own.</summary>
    /// <exception cref="InvalidOperationException">This is root, and there is no other user to run as.</exception>
    public static ServerUser? Choose()
    {
        if (!Environment.IsPrivilegedProcess)
            return null;
        var names = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet();
        return new[] { "postgres", "nobody" }.FirstOrDefault(names.Contains) is { } name
            ? new ServerUser(name)
            : throw new InvalidOperationException("PostgreSQL refuses to run as root, and there is neither a user 'postgres' nor 'nobody'");
    }

    /// <summary>
    /// A command line as this user. setpriv replaces itself by the program, so that the process that is watched is the program itself.
    /// </summary>
    public static (string Program, string[] Arguments) Command(ServerUser? user, string program, params string[] arguments) =>
        user is null ? (program, arguments) : (
            "setpriv", [$"--reuid={user.Name}", $"--regid={user.Group}", "--clear-groups", "--", program, .. arguments]);

    /// <summary>Whether the user may enter a folder or run a program.</summary>
    public static bool MayUse(ServerUser? user, string path)
    {
        var (program, arguments) = Command(user, "/usr/bin/test", "-x", path);
        return LocalProgram.Run(program, arguments).ExitCode == 0;
    }

    /// <summary>Gives a file or folder to the user.</summary>
    public void Own(string path)
    {
        if (LocalProgram.Run("chown", [$"{Name}:", path]) is { ExitCode: not 0 } failed)
            throw new InvalidOperationException($"{path} cannot be given to {Name}: {failed.Errors}");
    }

    private string Group => File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(parts => parts[0] == Name)[3];
}

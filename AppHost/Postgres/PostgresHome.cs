using System.Security.Cryptography;
using System.Text;
using Huracan.AppHost.Processes;

namespace Huracan.AppHost.Postgres;

/// <summary>Where a private server keeps its data, and as whom it runs. The server refuses to run as root.</summary>
/// <param name="Folder">Holds <c>data</c> and, for this program alone, <c>password</c> and <c>port</c>.</param>
/// <param name="User">The user initdb and the server run as; null: this program's own.</param>
internal sealed record PostgresHome(string Folder, SystemUser? User)
{
    private const string Elsewhere = "/var/tmp";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Passable = OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string Data => Path.Combine(Folder, "data");

    public string PasswordFile => Path.Combine(Folder, "password");

    public string PortFile => Path.Combine(Folder, "port");

    /// <summary>
    /// The folder asked for, or, where the server's user may not go there (a clone below root's home), one under /var/tmp that belongs to it.
    /// </summary>
    public static async Task<PostgresHome> ChooseAsync(string wanted, CancellationToken cancellationToken)
    {
        wanted = Path.GetFullPath(wanted);
        if (Environment.UserName != "root" && !Environment.IsPrivilegedProcess)
            return Make(wanted, null);
        var user = SystemUser.Find(await File.ReadAllTextAsync("/etc/passwd", cancellationToken), "postgres", "nobody")
            ?? throw new LaunchFailedException("the server refuses to run as root, and there is neither a user 'postgres' nor 'nobody'", CanHeal: false);
        var home = Make(wanted, user);
        if (await home.MayUseAsync(home.Folder, cancellationToken))
            return home;
        var elsewhere = Path.Combine(Elsewhere, $"huracan-{Mark(wanted)}");
        await RefuseForeignAsync(elsewhere, cancellationToken);
        return Make(elsewhere, user);
    }

    /// <summary>The password, made once; only this program's user can read it.</summary>
    public async Task<string> PasswordAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(PasswordFile))
        {
            var created = PasswordFile + ".new";
            await WriteSecretAsync(created, RandomNumberGenerator.GetHexString(40, lowercase: true), cancellationToken);
            File.Move(created, PasswordFile, overwrite: true);
        }
        return (await File.ReadAllTextAsync(PasswordFile, cancellationToken)).Trim();
    }

    /// <summary>Writes a file that nobody but its owner can read, not even for a moment.</summary>
    public static async Task WriteSecretAsync(string path, string text, CancellationToken cancellationToken)
    {
        File.Delete(path);
        await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly });
        await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>Whether the server's user may enter a folder or run a program.</summary>
    public async Task<bool> MayUseAsync(string path, CancellationToken cancellationToken)
    {
        var probe = new ProcessCommand("/usr/bin/test", ["-x", path]) { User = User };
        return (await ChildProcess.RunAsync(probe, cancellationToken)).ExitCode == 0;
    }

    /// <summary>Everybody may write to /var/tmp: a folder somebody else has put there is not taken, what lies in it could be anything.</summary>
    private static async Task RefuseForeignAsync(string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
            return;
        var (code, owner) = await ChildProcess.RunAsync(new ProcessCommand("stat", ["-c", "%u", folder]), cancellationToken);
        if (code != 0 || owner.Trim() != "0")
            throw new LaunchFailedException($"{folder} belongs to another user; remove it", CanHeal: false);
    }

    private static PostgresHome Make(string folder, SystemUser? user)
    {
        if (Directory.Exists(folder) && new DirectoryInfo(folder).LinkTarget is not null)
            throw new LaunchFailedException($"{folder} is a link; remove it", CanHeal: false);
        Directory.CreateDirectory(folder);
        try
        {
            // The server's user passes through to its data; the rest of the folder is this program's.
            File.SetUnixFileMode(folder, user is null ? OwnerOnly | UnixFileMode.UserExecute : Passable);
        }
        catch (UnauthorizedAccessException)
        {
            throw new LaunchFailedException($"{folder} belongs to another user; remove it or choose another folder with --state", CanHeal: false);
        }
        return new PostgresHome(folder, user);
    }

    private static string Mark(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Huracan.AppHost.Local;

/// <summary>Where a server of this machine keeps its data, and as whom it runs.</summary>
/// <param name="Folder">Holds <c>data</c>; the rest is this program's alone.</param>
/// <param name="User">The user initdb and the server run as; null: this program's own.</param>
internal sealed record PostgresFolder(string Folder, ServerUser? User)
{
    /// <summary>The one user the server knows, by password (SCRAM).</summary>
    public const string UserName = "huracan";

    private const string Elsewhere = "/var/tmp";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan OldServerPatience = TimeSpan.FromSeconds(8);

    public string Data => Path.Combine(Folder, "data");

    /// <summary>The version of PostgreSQL that wrote the data; null where there is none yet.</summary>
    public int? DataVersion => File.Exists(Path.Combine(Data, "PG_VERSION"))
        ? int.Parse(File.ReadAllText(Path.Combine(Data, "PG_VERSION")).Split('.')[0], CultureInfo.InvariantCulture)
        : null;

    /// <summary>
    /// The folder asked for, or, where the server's user may not go there (a clone below root's home), one under /var/tmp that belongs to
    /// it.
    /// </summary>
    public static PostgresFolder Choose(string wanted)
    {
        wanted = Path.GetFullPath(wanted);
        var user = ServerUser.Choose();
        var home = Make(wanted, user);
        if (ServerUser.MayUse(user, wanted))
            return home;
        var elsewhere = Path.Combine(
            Elsewhere, $"huracan-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted)))[..12]}");
        RefuseForeign(elsewhere);
        return Make(elsewhere, user);
    }

    /// <summary>Makes the data where there is none: into a folder beside, moved when complete, so that it is never half made.</summary>
    /// <param name="programs">The server's programs.</param>
    /// <param name="password">Of the one user.</param>
    /// <param name="database">A database to make; null for none beside PostgreSQL's own.</param>
    public void Initialize(PostgresPrograms programs, string password, string? database = null)
    {
        if (DataVersion is not null)
            return;
        var fresh = Data + ".new";
        var secret = Path.Combine(Folder, "password.init");
        if (Directory.Exists(fresh))
            Directory.Delete(fresh, recursive: true);
        Directory.CreateDirectory(fresh, OwnerOnly);
        SecretFile.Write(secret, password);
        try
        {
            User?.Own(fresh);
            User?.Own(secret);
            Run(programs.Init, null, "-D", fresh, "-U", UserName, $"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8",
                "--locale=C", "--data-checksums");
            if (database is not null)
                Run(programs.Server, $"CREATE DATABASE \"{database}\"\n", "--single", "-D", fresh, "postgres");
        }
        finally
        {
            File.Delete(secret);
        }
        Directory.Move(fresh, Data);
    }

    /// <summary>
    /// Ends a server that a killed program left with the data. Its file names the process; the number may by now be another program's.
    /// </summary>
    public async Task EndOldServerAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(Data, "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(
            (await File.ReadAllLinesAsync(file, cancellationToken)).FirstOrDefault(), CultureInfo.InvariantCulture, out var process))
            return;
        bool Lives() => new FileInfo($"/proc/{process}/cwd").LinkTarget == Data;
        foreach (var signal in new[] { "-INT", "-QUIT" }) // a fast stop, then one at once
        {
            if (!Lives())
                return; // the server itself sees that the file is stale
            LocalProgram.Run("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
            for (var started = TimeProvider.System.GetTimestamp(); Lives()
                && TimeProvider.System.GetElapsedTime(started) < OldServerPatience;)
                await Task.Delay(50, cancellationToken);
        }
        if (Lives())
            throw new InvalidOperationException($"the server {process}, left over from before, does not end: kill it");
    }

    private void Run(string program, string? input, params string[] arguments)
    {
        var (command, all) = ServerUser.Command(User, program, arguments);
        var (code, output, errors) = LocalProgram.Run(command, all, input);
        if (code != 0)
            throw new InvalidOperationException($"{Path.GetFileName(program)} failed ({code}): {output}{errors}");
    }

    /// <summary>
    /// Everybody may write to /var/tmp: a folder somebody else has made there is not used, it could contain anything.
    /// </summary>
    private static void RefuseForeign(string folder)
    {
        if (Directory.Exists(folder) && LocalProgram.Run("stat", ["-c", "%u", folder]) is var (code, owner, _)
            && (code != 0 || owner.Trim() != "0"))
            throw new InvalidOperationException($"{folder} belongs to another user; remove it");
    }

    private static PostgresFolder Make(string folder, ServerUser? user)
    {
        if (Directory.Exists(folder) && new DirectoryInfo(folder).LinkTarget is not null)
            throw new InvalidOperationException($"{folder} is a link; remove it");
        Directory.CreateDirectory(folder);
        try
        {
            // The server's user passes through to its data; the rest of the folder is this program's.
            File.SetUnixFileMode(folder, user is null ? OwnerOnly : OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
        catch (UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{folder} belongs to another user; remove it or choose another folder with --state");
        }
        return new PostgresFolder(folder, user);
    }
}

using System.Security.Cryptography;
using System.Text;
using Huracan.AppHost.Hosting;

namespace Huracan.AppHost.Local;

/// <summary>PostgreSQL on this machine: a container with a volume, or the machine's own programs with a folder.</summary>
internal static class LocalPostgres
{
    // The server logs everything to its error output, where all of it would look like errors. The shell replaces itself by the server.
    private const string LinesToOutput = "exec \"$0\" \"$@\" 2>&1";

    /// <exception cref="StartRefusedException">There is neither a container engine nor a server that can be used.</exception>
    public static IResourceBuilder<PostgresServerResource> RunLocally(
        this IResourceBuilder<PostgresServerResource> postgres, AppHostOptions options)
    {
        var builder = postgres.ApplicationBuilder;
        var choice = ServerChoice.Make(options.Servers, () => ContainerEngine.IsRunning);
        var wanted = options.Folder(postgres.Resource.Name);
        try
        {
            var home = choice.IsContainer ? null : PostgresFolder.Choose(wanted);
            var password = SecretFile.Password(Path.Combine(home?.Folder ?? wanted, "password"));
            postgres
                .WithUserName(builder.AddParameter("postgres-user", PostgresFolder.UserName))
                .WithPassword(builder.AddParameter("postgres-password", password, secret: true));
            return home is null
                ? postgres.RunAsContainer(password, choice.Reason) : postgres.RunAsProcess(home, password, wanted, choice.Reason);
        }
        catch (InvalidOperationException exception)
        {
            throw new StartRefusedException($"{postgres.Resource.Name}: {exception.Message}");
        }
    }

    // A volume takes the password it was made with, so each password has a volume of its own: a new state folder is a new beginning.
    private static IResourceBuilder<PostgresServerResource> RunAsContainer(
        this IResourceBuilder<PostgresServerResource> postgres, string password, string reason)
    {
        var volume = $"huracan-postgres-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(password)))[..12]}";
        return postgres.WithDataVolume(volume)
            .WithAnnotation(new ServedByAnnotation($"PostgreSQL as a container, because {reason}; data in the volume {volume}"));
    }

    private static IResourceBuilder<PostgresServerResource> RunAsProcess(
        this IResourceBuilder<PostgresServerResource> postgres, PostgresFolder home, string password, string wanted, string reason)
    {
        var programs = PostgresPrograms.Find(home.DataVersion, Checkout.Path("node_modules")).For(home);
        var user = home.User is { } other ? $" of user {other.Name}" : "";
        var elsewhere = home.Folder == wanted ? "" : $", because {home.User?.Name} may not go to {wanted}";
        var description = $"PostgreSQL {programs.Version}, {programs.Source} ({programs.Folder}), as a process{user}, because {reason}; "
            + $"data in {home.Data}{elsewhere}";
        postgres.RunAsProcess(ServerUser.Command(home.User, "/bin/sh", "-c", LinesToOutput, programs.Server), home.Folder, description)
            .WithArgs("-D", home.Data, "-p", postgres.Resource.PrimaryEndpoint.Property(EndpointProperty.TargetPort))
            .WithArgs([.. PostgresArguments.Standard])
            .OnBeforeResourceStarted(async (_, _, cancellationToken) =>
            {
                await home.EndOldServerAsync(cancellationToken);
                // Who connects without naming a database gets the one of the user's name.
                home.Initialize(programs, password, PostgresFolder.UserName);
            });
        return postgres;
    }
}

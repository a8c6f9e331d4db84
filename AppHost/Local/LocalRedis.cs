using System.Globalization;
using Huracan.AppHost.Hosting;

namespace Huracan.AppHost.Local;

/// <summary>Redis on this machine: a container, or redis-server. It is a cache and keeps nothing.</summary>
internal static class LocalRedis
{
    private const string Program = "redis-server";

    /// <summary>The server; null, with a warning, where there is none.</summary>
    /// <exception cref="StartRefusedException">Containers are asked for, and there is no engine.</exception>
    public static IResourceBuilder<RedisResource>? RunLocally(this IResourceBuilder<RedisResource> redis, AppHostOptions options)
    {
        var builder = redis.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode)
            return redis;
        var choice = ServerChoice.Make(options.Servers, () => ContainerEngine.IsRunning);
        if (choice.IsContainer)
            return redis.WithAnnotation(new ServedByAnnotation($"Redis as a container, because {choice.Reason}; keeps nothing"));
        if (LocalProgram.Find(Program) is not { } program)
        {
            builder.Resources.Remove(redis.Resource);
            Console.WriteLine($"warning: no {Program} on this machine, going on without the cache; './huracan setup' installs it");
            return null;
        }
        var folder = options.Folder(redis.Resource.Name);
        var settings = Path.Combine(folder, "redis.conf");
#pragma warning disable ASPIRECERTIFICATES001 // with a development certificate Redis would speak TLS, on loopback
        redis.WithoutHttpsCertificate();
#pragma warning restore ASPIRECERTIFICATES001
        redis.RunAsProcess((program, [settings]), folder, $"Redis ({program}) as a process, because {choice.Reason}; keeps nothing")
            .WithArgs("--port", redis.Resource.PrimaryEndpoint.Property(EndpointProperty.TargetPort))
            .OnBeforeResourceStarted(async (_, _, cancellationToken) =>
            {
                // In a file, because everybody on the machine can read a command line.
                var password = await redis.Resource.PasswordParameter!.GetValueAsync(cancellationToken); // AddRedis makes one
                SecretFile.Write(settings, string.Create(CultureInfo.InvariantCulture,
                    $"bind 127.0.0.1\nsave \"\"\nappendonly no\ndaemonize no\nloglevel warning\nrequirepass {password}\n"));
            });
        Directory.CreateDirectory(folder);
        return redis;
    }
}

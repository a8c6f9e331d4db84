using System.Runtime.InteropServices;

namespace Huracan.AppHost.Hosting;

/// <summary>Our hosts as processes of this machine.</summary>
internal static class HostProgram
{
    // Filled in by the orchestrator for each replica.
    private const string ReplicaIndex = "{{index .Annotations \"resource-replica-index\"}}";
    private const string Suffix = ".runtimeconfig.json";

    /// <summary>
    /// Starts the host's own program, which the build left beside this one, instead of <c>dotnet run</c>, which would stand beside each
    /// host with 150 MB, and whose death would leave the host running. It is started again when it ends by itself, and each replica has a
    /// state folder.
    /// </summary>
    /// <exception cref="StartRefusedException">It was not built.</exception>
    public static IResourceBuilder<ProjectResource> RunFromOutput(this IResourceBuilder<ProjectResource> host, AppHostOptions options)
    {
        var builder = host.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode)
            return host;
        var name = host.Resource.Name;
#pragma warning disable ASPIRECERTIFICATES001 // everything is on loopback, over plain HTTP
        host.WithoutHttpsCertificate()
#pragma warning restore ASPIRECERTIFICATES001
            .WithEnvironment("HURACAN_STATE", options.Folder(host.Resource.GetReplicaCount() == 1 ? name : $"{name}-{ReplicaIndex}"))
            .WithRestart();
        if (builder.Configuration["DEBUG_SESSION_PORT"] is { Length: > 0 })
            return host; // an IDE starts it itself, to debug it
        var project = host.Resource.GetProjectMetadata().ProjectPath;
        return host
            // A file's full path.
            .WithAnnotation(new ExecutableAnnotation
            {
                Command = Find(project, AppContext.BaseDirectory),
                WorkingDirectory = Path.GetDirectoryName(project)!
            })
            .WithEnvironment("DOTNET_ROOT", Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
    }

    /// <summary>The program of a project. Outputs lie side by side: <c>bin/AppHost/release</c>, <c>bin/Silo/release</c>.</summary>
    internal static string Find(string projectPath, string ownOutput)
    {
        var own = new DirectoryInfo(ownOutput.TrimEnd(Path.DirectorySeparatorChar));
        var name = Path.GetFileNameWithoutExtension(projectPath);
        var folder = Path.Combine(own.Parent?.Parent?.FullName ?? ownOutput, name, own.Name);
        var settings = Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Suffix) : [];
        var programs = settings.Select(path => path[..^Suffix.Length]).Where(File.Exists).ToList();
        return programs.Count == 1
            ? programs[0]
            : throw new StartRefusedException($"no program of {name} in {folder}: build it with './huracan setup'");
    }
}

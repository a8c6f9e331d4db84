using System.Runtime.InteropServices;
using Huracan.AppHost.Processes;
using Huracan.AppHost.Settings;
using Huracan.AppHost.Status;

namespace Huracan.AppHost.Application;

/// <summary>All parts together: started in order and by readiness, kept running, stopped in reverse order.</summary>
public sealed class DistributedApplication
{
    private static readonly PosixSignal[] EndSignals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];
    private readonly IReadOnlyList<IResource> resources;
    private readonly string stateFolder;

    internal DistributedApplication(IReadOnlyList<IResource> resources, string stateFolder)
    {
        this.resources = resources;
        this.stateFolder = stateFolder;
    }

    /// <summary>Reads the command line; a fault in it, or a call for help, ends the program here.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args)
    {
        var options = CommandOptions.Parse(args);
        if (options.Help)
        {
            Console.WriteLine(CommandOptions.Usage);
            Environment.Exit(ExitCodes.Done);
        }
        if (options.Faults.Count > 0)
        {
            Console.Error.WriteLine(string.Join('\n', options.Faults.Select(fault => $"error: {fault}")));
            Environment.Exit(ExitCodes.Refused);
        }
        return new DistributedApplicationBuilder(options.Values);
    }

    /// <summary>Runs until Ctrl-C or SIGTERM, or until a part cannot be healed; sets the exit code.</summary>
    public void Run() => Environment.ExitCode = RunAsync().GetAwaiter().GetResult();

    /// <summary>The same, until the token says so as well.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        using var console = new LogConsole(Console.Out, LogConsole.WantsColours(), resources.Select(resource => resource.Name));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var session = new ApplicationSession(resources, stateFolder, console, TimeProvider.System);
        var signals = 0;
        var registrations = EndSignals.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            if (Interlocked.Increment(ref signals) == 1)
                ended.Cancel();
            else
                session.Kill();
        })).ToList();
        try
        {
            return await session.RunAsync(ended.Token);
        }
        catch (LaunchFailedException fault)
        {
            await Console.Error.WriteLineAsync($"error: {fault.Message}");
            return ExitCodes.Failed;
        }
        finally
        {
            registrations.ForEach(registration => registration.Dispose());
        }
    }
}

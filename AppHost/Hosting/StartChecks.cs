namespace Huracan.AppHost.Hosting;

/// <summary>What can be found out before anything is started: the state folder is free, and so are the ports.</summary>
internal sealed class StartChecks(AppHostOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private StateFolder? state;

    /// <exception cref="StartRefusedException">One of them is taken.</exception>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        state = StateFolder.Take(options.StateFolder);
        // The parts of an application that was killed end within seconds of it.
        for (var started = time.GetTimestamp(); state.WasKilled && Taken().Any() && time.GetElapsedTime(started) < Timeout;)
            await Task.Delay(Pause, time, cancellationToken);
        if (string.Join("; ", Taken()) is { Length: > 0 } taken)
            throw new StartRefusedException(taken);
    }

    public void Dispose() => state?.Dispose();

    private IEnumerable<string> Taken() =>
        from part in options.Ports
        where !Ports.IsFree(part.Port)
        select $"port {part.Port} of {part.Name} is in use by another process: stop that, or choose another with --{part.Option}";
}

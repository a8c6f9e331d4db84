namespace Huracan.Silo.Units;

/// <summary>Ends a loop's wait early. Several calls before the loop waits again count as one.</summary>
internal sealed class WakeUp : IDisposable
{
    private readonly SemaphoreSlim semaphore = new(0, 1);

    public void Set()
    {
        try
        {
            semaphore.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already set.
        }
    }

    /// <summary>Waits until it is set, at most so long.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => semaphore.WaitAsync(atMost, cancellationToken);

    public void Dispose() => semaphore.Dispose();
}

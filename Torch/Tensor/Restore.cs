namespace TorchSharp;

/// <summary>Runs an action once, when disposed of.</summary>
internal sealed class Restore(Action undo) : IDisposable
{
    private Action? undo = undo;

    public void Dispose() => Interlocked.Exchange(ref undo, null)?.Invoke();
}

namespace TorchSharp;

/// <summary>The scopes of each thread, innermost last, and what they did.</summary>
public sealed class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? current;
    private readonly List<DisposeScope> scopes = [];

    private DisposeScopeManager() { }

    private static DisposeScopeManager Current => current ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    /// <summary>What became of the tensors of this thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current.Counts;

    /// <summary>Opens a scope inside the thread's innermost one.</summary>
    public static DisposeScope NewDisposeScope()
    {
        var manager = Current;
        var scope = new DisposeScope(manager, manager.scopes.Count == 0 ? null : manager.scopes[^1]);
        manager.scopes.Add(scope);
        return scope;
    }

    internal static DisposeScope? Register(torch.Tensor tensor)
    {
        var manager = Current;
        if (manager.scopes.Count == 0)
        {
            manager.Counts.CreatedOutsideScopeCount++;
            return null;
        }
        manager.Counts.CreatedInScopeCount++;
        var scope = manager.scopes[^1];
        scope.Include(tensor);
        return scope;
    }

    internal static void Disposed(torch.Tensor tensor)
    {
        if (tensor.OwningDisposeScope is { } scope) scope.MarkAsDisposed(tensor);
        else Current.Counts.DisposedOutsideScopeCount++;
        tensor.OwningDisposeScope = null;
    }

    internal static void Detached(torch.Tensor tensor) => tensor.OwningDisposeScope?.Detach(tensor);

    internal void Remove(DisposeScope scope) => scopes.Remove(scope);
}

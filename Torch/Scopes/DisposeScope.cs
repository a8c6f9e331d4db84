namespace TorchSharp;

/// <summary>
/// Owns the tensors made while it is the thread's innermost scope, and disposes of them with itself, save those moved out or
/// detached. A scope belongs to the thread that made it.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private HashSet<IDisposable> disposables = new(ReferenceEqualityComparer.Instance);

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer) => (this.manager, OuterScope) = (manager, outer);

    internal DisposeScope? OuterScope { get; }

    /// <summary>How many things the scope holds.</summary>
    public int DisposablesCount => disposables.Count;

    /// <summary>A copy of the list of what the scope holds.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. disposables];

    /// <summary>Whether the scope holds this.</summary>
    public bool Contains(IDisposable disposable) => disposables.Contains(disposable);

    /// <summary>Puts something in the scope. Tensors made in it are there already.</summary>
    public T Include<T>(T disposable) where T : IDisposable
    {
        disposables.Add(disposable);
        return disposable;
    }

    /// <summary>Moves something to the scope around this one; out of all scopes where there is none.</summary>
    public T MoveToOuter<T>(T disposable) where T : IDisposable
    {
        MoveToOther(OuterScope, disposable);
        return disposable;
    }

    /// <summary>Moves two things to the scope around this one.</summary>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Moves three things to the scope around this one.</summary>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable where T2 : IDisposable where T3 : IDisposable =>
        (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Moves several things to the scope around this one.</summary>
    public void MoveToOuter(IEnumerable<IDisposable> several)
    {
        foreach (var disposable in several) MoveToOuter(disposable);
    }

    /// <summary>Moves something to another scope; out of all scopes where that is null.</summary>
    public T MoveToOther<T>(DisposeScope? scope, T disposable) where T : IDisposable
    {
        if (!disposables.Remove(disposable)) return disposable;
        scope?.disposables.Add(disposable);
        if (scope is null) manager.Counts.DetachedFromScopeCount++;
        if (disposable is torch.Tensor tensor) tensor.OwningDisposeScope = scope;
        return disposable;
    }

    /// <summary>Takes something out of all scopes: its owner disposes of it.</summary>
    public T Detach<T>(T disposable) where T : IDisposable => MoveToOther(null, disposable);

    /// <summary>Takes two things out of all scopes.</summary>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second) where T1 : IDisposable where T2 : IDisposable =>
        (Detach(first), Detach(second));

    /// <summary>Takes several things out of all scopes.</summary>
    public void Detach(IEnumerable<IDisposable> several)
    {
        foreach (var disposable in several) Detach(disposable);
    }

    /// <summary>Puts a tensor that is in no scope, or in another, into this one.</summary>
    public T Attach<T>(T disposable) where T : IDisposable
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope?.disposables.Remove(disposable);
            tensor.OwningDisposeScope = this;
        }
        if (disposables.Add(disposable)) manager.Counts.AttachedToScopeCount++;
        return disposable;
    }

    /// <summary>Disposes of all the scope holds now; the scope stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut([]);

    /// <summary>Disposes of all but these; the scope stays open and holds them.</summary>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var old = disposables;
        disposables = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in old)
        {
            if (disposables.Contains(disposable)) continue;
            if (disposable is not torch.Tensor) manager.Counts.DisposedInScopeCount++; // a tensor notifies its scope itself
            disposable.Dispose();
        }
    }

    /// <summary>Disposes of all but this one; the scope stays open and holds it.</summary>
    public T DisposeEverythingBut<T>(T keep) where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <summary>Tells the scope that something it holds was disposed of by hand.</summary>
    public void MarkAsDisposed(IDisposable disposable)
    {
        disposables.Remove(disposable);
        manager.Counts.DisposedInScopeCount++;
    }

    /// <summary>Disposes of all the scope holds and ends it.</summary>
    public void Dispose()
    {
        DisposeEverything();
        manager.Remove(this);
    }
}

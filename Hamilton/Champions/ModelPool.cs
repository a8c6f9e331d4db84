using System.Collections.Concurrent;
using Huracan.Engine.Models;
using Huracan.Storage.Bundles;

namespace Huracan.Hamilton.Champions;

/// <summary>
/// Copies of one model, each used by one call at a time: a model is not safe for several threads at once. The bundle is kept, so that a
/// copy is the same model whatever has become of the folder.
/// </summary>
internal sealed class ModelPool : IDisposable
{
    private readonly Bundle bundle;
    private readonly ModelRegistry families;
    private readonly ConcurrentStack<BundleModel> idle = [];
    private readonly SemaphoreSlim free;

    /// <exception cref="Contracts.InputRefusedException">The model is refused; see <see cref="BundleModel.Load"/>.</exception>
    public ModelPool(Bundle bundle, ModelRegistry families, int copies)
    {
        (this.bundle, this.families) = (bundle, families);
        First = BundleModel.Load(bundle, families);
        idle.Push(First);
        free = new SemaphoreSlim(copies);
    }

    /// <summary>One of them, whose description anyone may read at any time.</summary>
    public BundleModel First { get; }

    /// <summary>Calls a function with a copy that nobody else uses; waits where all are in use.</summary>
    public async ValueTask<T> UseAsync<T>(Func<BundleModel, T> use, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        BundleModel? model = null;
        try
        {
            if (!idle.TryPop(out model))
                model = BundleModel.Load(bundle, families);
            return use(model);
        }
        finally
        {
            if (model is not null)
                idle.Push(model);
            free.Release();
        }
    }

    /// <summary>Disposes all copies; none may be in use.</summary>
    public void Dispose()
    {
        while (idle.TryPop(out var model))
            model.Dispose();
        free.Dispose();
    }
}

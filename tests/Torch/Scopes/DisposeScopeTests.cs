using static TorchSharp.torch;

namespace Huracan.Tests.Torch.Scopes;

public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_of_what_was_made_in_it()
    {
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = ones(2) + 1;
            Assert.Equal(2, scope.DisposablesCount);
            Assert.True(scope.Contains(inside));
        }
        Assert.True(inside.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => inside.shape);
    }

    [Fact]
    public void A_tensor_moved_out_belongs_to_the_outer_scope()
    {
        Tensor moved;
        using (var outer = NewDisposeScope())
        {
            using (var inner = NewDisposeScope()) moved = inner.MoveToOuter(ones(2));
            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
        }
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void A_detached_tensor_outlives_all_scopes()
    {
        Tensor detached, outermost;
        using (NewDisposeScope())
        {
            using (NewDisposeScope()) detached = ones(2).DetachFromDisposeScope();
            outermost = zeros(1).MoveToOuterDisposeScope();
        }
        Assert.False(detached.IsInvalid);
        Assert.False(outermost.IsInvalid);
        detached.Dispose();
        outermost.Dispose();
        Assert.True(detached.IsInvalid);
    }

    [Fact]
    public void Everything_but_a_few_can_be_freed_midway()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones(2), ones(3));
        scope.DisposeEverythingBut([b]);
        Assert.True(a.IsInvalid);
        Assert.False(b.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Statistics_count_what_became_of_the_tensors()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        var outside = ones(1);
        using (var scope = NewDisposeScope())
        {
            ones(1).Dispose();
            _ = ones(1);
            scope.Detach(ones(1)).Dispose();
        }
        outside.Dispose();
        Assert.Equal(1, statistics.CreatedOutsideScopeCount);
        Assert.Equal(3, statistics.CreatedInScopeCount);
        Assert.Equal(2, statistics.DisposedInScopeCount);
        Assert.Equal(1, statistics.DetachedFromScopeCount);
        Assert.Equal(2, statistics.DisposedOutsideScopeCount);
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Forgotten_tensors_are_freed_when_collected()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        Forget();
        Assert.Equal(before + 100, Tensor.TotalCount);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(before, Tensor.TotalCount);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Forget()
        {
            for (var i = 0; i < 100; i++) _ = ones(1);
        }
    }

    [Fact]
    public void Scopes_of_threads_are_apart()
    {
        using var scope = NewDisposeScope();
        Tensor? other = null;
        var thread = new Thread(() => other = ones(1));
        thread.Start();
        thread.Join();
        Assert.Equal(0, scope.DisposablesCount);
        Assert.NotNull(other);
        other.Dispose();
    }
}

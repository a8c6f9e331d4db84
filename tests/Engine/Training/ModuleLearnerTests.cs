using Huracan.Engine.Models.Networks;
using Huracan.Engine.Tensors;
using Huracan.Engine.Training;
using Huracan.Tests.Engine.Models;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Training;

[Collection("torch")]
public sealed class ModuleLearnerTests
{
    private static readonly TrainerSettings Settings = new() { Lookback = 6 };

    [Fact]
    public void A_thousand_steps_leave_no_tensor_behind()
    {
        LibTorch.Load();
        using var network = new CnnLstm(MadeUp.Features, 4, 3, 8, 0.2);
        var samples = MadeUp.Samples(64, 1);
        using var learner = new ModuleLearner(network, Settings, samples, null, CPU);
        learner.Begin([.. Enumerable.Range(0, 64)], 1);
        Step();
        GC.Collect();
        GC.WaitForPendingFinalizers(); // what other tests left
        var before = Tensor.TotalCount;
        for (var i = 0; i < 1000; i++)
            Step();
        Assert.Equal(before, Tensor.TotalCount);

        void Step() => learner.Step(0, 32, 1, 1);
    }
}

using Huracan.Engine.Models.Networks;
using Huracan.Engine.Tensors;
using Huracan.Engine.Training;
using Huracan.Tests.Engine.Models;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Training;

[Collection("torch")]
public sealed class LearnerTests
{
    private static readonly TrainerSettings Settings = new() { Lookback = 6 };

    [Fact]
    public void A_thousand_steps_leave_no_tensor_behind()
    {
        LibTorch.Load();
        using var network = new CnnLstm(MadeUp.Features, 4, 3, 8, 0.2);
        var samples = MadeUp.Samples(64, 1);
        using var learner = new Learner(network, Settings, samples, CPU);
        using var set = new SampleTensors(samples, Settings.Lookback, CPU);
        Step();
        GC.Collect();
        GC.WaitForPendingFinalizers(); // what other tests left
        var before = Tensor.TotalCount;
        for (var i = 0; i < 1000; i++)
            Step();
        Assert.Equal(before, Tensor.TotalCount);

        void Step()
        {
            using var scope = NewDisposeScope();
            var (windows, classes) = set.Batch(arange(32));
            learner.Step(windows, classes, 1, 1);
        }
    }
}

using Huracan.Engine.Tensors;
using Huracan.Engine.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Training;

[Collection("torch")]
public sealed class OptimizerTests
{
    private static readonly TrainerSettings Settings = new() { Lookback = 1, LearningRate = 0.02, WeightDecay = 0.1 };

    [Fact]
    public void Both_train_a_network_to_the_same_weights()
    {
        var (host, device) = (Run(true, 30), Run(false, 30));
        for (var i = 0; i < host.Length; i++)
            Assert.Equal(device[i], host[i], 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Steps_go_on_exactly_from_a_saved_state(bool onHost) => Assert.Equal(Run(onHost, 40), Run(onHost, 40, restartAfter: 13));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gradient_that_is_not_finite_shows_in_the_norm_and_changes_nothing(bool onHost)
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(ones(5)), new(ones(2))];
        using var optimizer = Create(onHost, parameters);
        parameters[0].grad = ones(5);
        parameters[1].grad = tensor([1, float.NaN]);
        Assert.False(double.IsFinite(optimizer.Step()));
        Assert.All(parameters.SelectMany(p => p.data<float>()), weight => Assert.Equal(1, weight));
        Assert.All(parameters, p => Assert.Null(p.grad));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_parameter_without_a_gradient_stays(bool onHost)
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(ones(3)), new(ones(3))];
        using var optimizer = Create(onHost, parameters);
        parameters[1].grad = tensor([0f, 3, 4]);
        Assert.Equal(5, optimizer.Step(), 1e-6);
        Assert.All(parameters[0].data<float>(), weight => Assert.Equal(1, weight));
        Assert.All(parameters[1].data<float>(), weight => Assert.NotEqual(1, weight));
    }

    [Fact]
    public void Gradients_that_do_not_lie_one_after_another_are_read_in_order()
    {
        using var scope = NewDisposeScope();
        Parameter[] plain = [new(zeros(2, 3))];
        Parameter[] strided = [new(zeros(2, 3))];
        using var one = Create(true, plain);
        using var two = Create(true, strided);
        var gradient = arange(6, dtype: float32).reshape(2, 3) / 100;
        plain[0].grad = gradient;
        strided[0].grad = gradient.t().contiguous().t();
        Assert.Equal(one.Step(), two.Step(), 1e-9);
        Assert.Equal(plain[0].data<float>(), strided[0].data<float>());
    }

    private static IOptimizer Create(bool onHost, Parameter[] parameters) =>
        onHost ? new HostOptimizer(parameters, Settings) : new DeviceOptimizer(parameters, Settings);

    private static float[] Run(bool onHost, int steps, int restartAfter = 0)
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        using var network = nn.Sequential(nn.Linear(4, 20), nn.Tanh(), nn.Linear(20, 3));
        Parameter[] parameters = [.. network.parameters()];
        var (inputs, classes) = (randn(64, 4), randint(0, 3, 64));
        var optimizer = Create(onHost, parameters);
        for (var step = 1; step <= steps; step++)
        {
            nn.functional.cross_entropy(network.call(inputs), classes).backward();
            optimizer.Step();
            if (step != restartAfter)
                continue;
            var stream = new MemoryStream();
            optimizer.Save(new BinaryWriter(stream));
            optimizer.Dispose();
            optimizer = Create(onHost, parameters);
            stream.Position = 0;
            optimizer.Load(new BinaryReader(stream));
        }
        optimizer.Dispose();
        return [.. parameters.SelectMany(p => p.data<float>())];
    }
}

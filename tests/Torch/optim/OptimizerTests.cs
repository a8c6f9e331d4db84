using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Huracan.Tests.Torch.Optimizers;

public class OptimizerTests
{
    [Theory]
    [InlineData("adamw")]
    [InlineData("sgd")]
    [InlineData("sgd_momentum")]
    public void Steps_are_those_of_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var json = Golden.Training.GetProperty(name);
        Parameter[] parameters = [.. Golden.Tensors(json.GetProperty("start")).Select(t => new Parameter(t))];
        using var optimizer = Make(name, parameters);
        for (var step = 0; step < json.GetProperty("gradients").GetArrayLength(); step++)
        {
            var gradients = Golden.Tensors(json.GetProperty("gradients")[step]);
            for (var i = 0; i < parameters.Length; i++) parameters[i].grad = gradients[i];
            optimizer.step();
            var expected = Golden.Tensors(json.GetProperty("after")[step]);
            for (var i = 0; i < parameters.Length; i++) Close.To(expected[i], parameters[i], 1e-6, 1e-7);
        }
    }

    [Fact]
    public void Clipping_gives_the_norm_and_the_gradients_of_PyTorch()
    {
        using var scope = NewDisposeScope();
        var json = Golden.Training.GetProperty("clip");
        var before = Golden.Tensors(json.GetProperty("before"));
        Parameter[] parameters = [.. before.Select(t => new Parameter(zeros_like(t)))];
        for (var i = 0; i < parameters.Length; i++) parameters[i].grad = before[i];
        var norm = nn.utils.clip_grad_norm_(parameters, 1.0);
        Assert.Equal(json.GetProperty("norm").GetDouble(), norm, 1e-5);
        var after = Golden.Tensors(json.GetProperty("after"));
        for (var i = 0; i < parameters.Length; i++) Close.To(after[i], parameters[i].grad!, 1e-6, 1e-7);
    }

    [Fact]
    public void Clipping_leaves_small_gradients_as_they_are()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(2)) { grad = tensor([0.3f, 0.4f]) };
        Assert.Equal(0.5, nn.utils.clip_grad_norm_([parameter, new Parameter(zeros(2))], 1.0), 1e-6);
        Close.Same(tensor([0.3f, 0.4f]), parameter.grad!);
    }

    [Fact]
    public void A_changed_learning_rate_holds_from_the_next_step()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(zeros(1)) { grad = ones(1) };
        using var optimizer = optim.SGD([parameter], 1.0);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = 0.25;
        optimizer.step();
        Assert.Equal(-0.25f, parameter.ToSingle());
    }

    [Fact]
    public void Parameters_without_a_gradient_stay_and_count_their_own_steps()
    {
        using var scope = NewDisposeScope();
        var early = new Parameter(zeros(1)) { grad = ones(1) };
        var late = new Parameter(zeros(1));
        using var optimizer = optim.AdamW([early, late], 0.1);
        optimizer.step();
        Assert.Equal(0f, late.ToSingle());
        var atFirst = early.ToSingle();
        early.grad = null;
        late.grad = ones(1);
        optimizer.step();
        Assert.Equal(atFirst, early.ToSingle());
        Assert.Equal(atFirst, late.ToSingle());
    }

    [Fact]
    public void Memory_of_another_optimizer_or_of_other_parameters_is_refused()
    {
        using var scope = NewDisposeScope();
        using var sgd = optim.SGD([new Parameter(zeros(2)) { grad = ones(2) }], 0.1, momentum: 0.9);
        using var adamw = optim.AdamW([new Parameter(zeros(2)) { grad = ones(2) }], 0.1);
        using var other = optim.AdamW([new Parameter(zeros(3))], 0.1);
        adamw.step();
        var bytes = Saved(adamw);
        Assert.Throws<InvalidDataException>(() => Load(sgd, bytes));
        Assert.Throws<InvalidDataException>(() => Load(other, bytes));
        Assert.Throws<InvalidDataException>(() => Load(adamw, bytes[..^3]));
        Assert.Throws<InvalidDataException>(() => Load(adamw, bytes[..2]));
        Load(adamw, bytes);
    }

    private static optim.Optimizer Make(string name, Parameter[] parameters) => name switch
    {
        "adamw" => optim.AdamW(parameters, 0.05, weight_decay: 0.1),
        "sgd" => optim.SGD(parameters, 0.05),
        _ => optim.SGD(parameters, 0.05, 0.9, 0.1),
    };

    private static byte[] Saved(optim.Optimizer optimizer)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) optimizer.save_state_dict(writer);
        return stream.ToArray();
    }

    private static void Load(optim.Optimizer optimizer, byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        optimizer.load_state_dict(reader);
    }
}

using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Huracan.Tests.Torch.Networks;

public class ModuleTests
{
    [Fact]
    public void Seeded_modules_start_with_the_weights_of_PyTorch_bit_for_bit()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        var made = new Dictionary<string, nn.Module>
        {
            ["conv"] = nn.Conv1d(3, 4, 3, padding: 1),
            ["linear"] = nn.Linear(5, 3),
            ["lstm"] = nn.LSTM(3, 4, 2, bidirectional: true),
            ["embedding"] = nn.Embedding(4, 3),
            ["norm"] = nn.LayerNorm(5),
        };
        foreach (var (name, module) in made)
        {
            var expected = Golden.Training.GetProperty("initial").GetProperty(name);
            var state = module.state_dict();
            Assert.Equal(expected.EnumerateObject().Select(p => p.Name), state.Keys);
            foreach (var weight in expected.EnumerateObject()) Close.Same(Golden.Tensor(weight.Value), state[weight.Name]);
            module.Dispose();
        }
    }

    [Fact]
    public void LSTM_computes_outputs_states_and_gradients_of_PyTorch()
    {
        using var scope = NewDisposeScope();
        var json = Golden.Training.GetProperty("lstm");
        manual_seed(8);
        using var lstm = nn.LSTM(3, 4, 2, batchFirst: true);
        var x = Read("x").requires_grad_();
        var (output, hidden, cell) = lstm.call(x, (Read("h0"), Read("c0")));
        var (fromZero, _, _) = lstm.call(x);
        (output.sum() + (hidden * cell).sum()).backward();

        Check("output", output);
        Check("hn", hidden);
        Check("cn", cell);
        Check("from_zero", fromZero);
        Check("x_gradient", x.grad!);
        foreach (var (name, parameter) in lstm.named_parameters())
            Close.To(Golden.Tensor(json.GetProperty("gradients").GetProperty(name)), parameter.grad!, 1e-5, 1e-6);

        Tensor Read(string name) => Golden.Tensor(json.GetProperty(name));
        void Check(string name, Tensor actual) => Close.To(Read(name), actual, 1e-5, 1e-6);
    }

    [Fact]
    public void LSTM_gradient_agrees_with_finite_differences()
    {
        const double step = 1e-6;
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var lstm = nn.LSTM(2, 3, dtype: float64);
        var x = randn([4, 2, 2], float64);
        Value().backward();
        using var off = no_grad();
        foreach (var parameter in lstm.parameters())
        {
            var gradient = Close.Values(parameter.grad!);
            var values = parameter.data<double>();
            for (long i = 0; i < values.Count; i++)
            {
                var at = values[i];
                values[i] = at + step;
                var above = Value().ToDouble();
                values[i] = at - step;
                var below = Value().ToDouble();
                values[i] = at;
                Assert.Equal(gradient[i], (above - below) / (2 * step), 1e-7);
            }
        }

        Tensor Value() => lstm.call(x).Item1.square().sum();
    }

    [Fact]
    public void Dropout_draws_as_PyTorch_and_rests_outside_training()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        using var dropout = nn.Dropout(0.3);
        foreach (var expected in Golden.Training.GetProperty("dropout").EnumerateArray())
            Close.Same(Golden.Tensor(expected), dropout.call(ones(4, 5)));
        dropout.eval();
        Close.Same(ones(4, 5), dropout.call(ones(4, 5)));
    }

    [Fact]
    public void A_module_names_its_parts_by_their_fields_and_hands_modes_down()
    {
        using var net = new SmallNet();
        Assert.Equal(["conv.weight", "conv.bias", "lstm.weight_ih_l0", "lstm.weight_hh_l0", "lstm.bias_ih_l0", "lstm.bias_hh_l0",
            "norm.weight", "norm.bias", "head.weight", "head.bias"], net.named_parameters().Select(p => p.name));
        net.eval();
        Assert.All(net.modules(), m => Assert.False(m.training));
        net.train();
        Assert.All(net.modules(), m => Assert.True(m.training));
    }

    [Fact]
    public void Conversion_keeps_the_parameter_objects_so_that_optimizers_go_on()
    {
        using var scope = NewDisposeScope();
        using var linear = nn.Linear(3, 2);
        var before = linear.weight.clone();
        var same = linear.to(float64);
        Assert.Same(linear, same);
        Assert.Equal(ScalarType.Float64, linear.weight.dtype);
        Close.Same(before.to(float64), linear.weight);
        using var optimizer = optim.SGD(linear.parameters(), 0.1);
        linear.call(ones([1, 3], float64)).sum().backward();
        optimizer.step();
        Close.To(before.to(float64) - 0.1, linear.weight, 0, 1e-12);
    }

    [Fact]
    public void Loading_weights_that_do_not_fit_names_them_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1));
        var before = net.save_safetensors();
        var state = net.state_dict().ToDictionary(s => s.Key, s => s.Value.detach() + 1);
        state["2.weight"] = zeros(1, 4);
        var error = Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));
        Assert.Contains("2.weight", error.Message, StringComparison.Ordinal);
        Assert.Contains("[1, 4]", error.Message, StringComparison.Ordinal);
        state.Remove("2.weight");
        state["extra"] = zeros(1);
        error = Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));
        Assert.Contains("missing [2.weight]", error.Message, StringComparison.Ordinal);
        Assert.Contains("unexpected [extra]", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, net.save_safetensors());
    }

    [Fact]
    public void Weights_made_in_a_scope_outlive_it_with_their_module()
    {
        Linear linear;
        using (NewDisposeScope()) linear = nn.Linear(2, 2);
        Assert.Equal([2, 2], linear.weight.shape);
        linear.Dispose();
        Assert.True(linear.weight.IsInvalid);
    }
}

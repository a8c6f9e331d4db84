using System.Text.Json;
using static TorchSharp.torch;

namespace Huracan.Tests.Torch.Tensors;

public class OperatorTests
{
    public static TheoryData<string> Names => [.. Golden.Operators.EnumerateArray().Select(c => c.GetProperty("name").GetString() ?? "")];

    [Fact]
    public void Every_case_of_the_reference_has_its_twin()
    {
        var names = Golden.Operators.EnumerateArray().Select(c => c.GetProperty("name").GetString());
        Assert.Equal(names.Order(), OperatorCases.All.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_gradient_are_those_of_PyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var json = Case(name);
        var inputs = Leaves(json);
        var output = OperatorCases.All[name](inputs);
        (output * Golden.Tensor(json.GetProperty("cotangent"), float64)).sum().backward();

        Close.To(Golden.Tensor(json.GetProperty("output"), float64), output, 1e-13, 1e-13);
        var expected = json.GetProperty("gradients");
        for (var i = 0; i < inputs.Length; i++)
        {
            if (expected[i].ValueKind == JsonValueKind.Null) continue;
            Close.To(Golden.Tensor(expected[i], float64), inputs[i].grad!, 1e-12, 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_agrees_with_finite_differences(string name)
    {
        const double step = 1e-6;
        using var scope = NewDisposeScope();
        var json = Case(name);
        var inputs = Leaves(json);
        var cotangent = Golden.Tensor(json.GetProperty("cotangent"), float64);
        (OperatorCases.All[name](inputs) * cotangent).sum().backward();
        using var off = no_grad();
        foreach (var input in inputs.Where(t => t.requires_grad))
        {
            var values = input.data<double>();
            using var gradient = input.grad!.contiguous();
            var expected = gradient.data<double>().ToArray();
            for (long i = 0; i < values.Count; i++)
            {
                var at = values[i];
                values[i] = at + step;
                var above = (OperatorCases.All[name](inputs) * cotangent).sum().ToDouble();
                values[i] = at - step;
                var below = (OperatorCases.All[name](inputs) * cotangent).sum().ToDouble();
                values[i] = at;
                Assert.Equal(expected[i], (above - below) / (2 * step), 1e-6 * Math.Max(1, Math.Abs(expected[i])));
            }
        }
    }

    private static JsonElement Case(string name) =>
        Golden.Operators.EnumerateArray().First(c => c.GetProperty("name").GetString() == name);

    private static Tensor[] Leaves(JsonElement json)
    {
        var inputs = Golden.Tensors(json.GetProperty("inputs"), float64);
        var gradients = json.GetProperty("gradients");
        for (var i = 0; i < inputs.Length; i++)
            if (gradients[i].ValueKind != JsonValueKind.Null) inputs[i].requires_grad = true;
        return inputs;
    }
}

using Huracan.Engine.Tensors;
using static TorchSharp.torch;

namespace Huracan.Tests.Engine.Tensors;

[Collection("torch")]
public sealed class ModuleWeightsTests
{
    [Fact]
    public void A_module_comes_back_from_its_bytes()
    {
        manual_seed(5);
        using var one = nn.LSTM(3, 4);
        using var two = nn.LSTM(3, 4);
        Assert.NotEqual(one.SaveWeights(), two.SaveWeights());
        two.LoadWeights(one.SaveWeights());
        Assert.Equal(one.SaveWeights(), two.SaveWeights());
    }

    [Fact]
    public void Loading_weights_that_do_not_fit_names_them_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1));
        var before = net.SaveWeights();
        var weights = net.state_dict().ToDictionary(weight => weight.Key, weight => weight.Value.detach() + 1);
        weights["2.weight"] = zeros(1, 1); // TorchSharp itself would stretch it
        Assert.Contains(
            "2.weight has the shape [1, 1] instead of [1, 3]", Assert.Throws<InvalidDataException>(() => net.LoadWeights(weights)).Message,
            StringComparison.Ordinal);
        weights.Remove("2.weight");
        weights["extra"] = zeros(1);
        Assert.Contains(
            "missing [2.weight], unknown [extra]", Assert.Throws<InvalidDataException>(() => net.LoadWeights(weights)).Message,
            StringComparison.Ordinal);
        Assert.Equal(before, net.SaveWeights());
    }
}

using System.Text.Json;
using static TorchSharp.torch;

namespace Huracan.Tests.Torch.Networks;

public class TrainingTests
{
    private const int Seed = 12;

    [Fact]
    public void Twenty_steps_of_a_CNN_LSTM_give_the_losses_and_weights_of_PyTorch()
    {
        using var scope = NewDisposeScope();
        var json = Golden.Training.GetProperty("training");
        manual_seed(Seed);
        using var net = new SmallNet();
        using var optimizer = optim.AdamW(net.parameters(), 1e-2, weight_decay: 1e-2);
        foreach (var expected in json.GetProperty("losses").EnumerateArray())
            Assert.Equal(expected.GetDouble(), net.Step(optimizer), 1e-5);
        foreach (var (name, value) in net.state_dict())
            Close.To(Golden.Tensor(json.GetProperty("weights").GetProperty(name)), value, 1e-4, 1e-5);
    }

    [Fact]
    public void Same_seed_gives_the_same_bytes_of_weights()
    {
        Assert.Equal(Trained(Seed, 30), Trained(Seed, 30));
        Assert.NotEqual(Trained(Seed, 30), Trained(Seed + 1, 30));
    }

    [Fact]
    public void Training_goes_on_exactly_from_saved_weights_optimizer_and_random_state()
    {
        var whole = Trained(Seed, 30);

        using var scope = NewDisposeScope();
        manual_seed(Seed);
        using var first = new SmallNet();
        using var firstOptimizer = optim.AdamW(first.parameters(), 1e-2, weight_decay: 1e-2);
        for (var i = 0; i < 11; i++) first.Step(firstOptimizer);
        var weights = first.save_safetensors();
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true)) firstOptimizer.save_state_dict(writer);
        var random = get_rng_state();

        manual_seed(999);
        using var second = new SmallNet();
        using var secondOptimizer = optim.AdamW(second.parameters(), 0.5, weight_decay: 1e-2);
        second.Step(secondOptimizer);
        second.load_safetensors(weights);
        stream.Position = 0;
        using (var reader = new BinaryReader(stream)) secondOptimizer.load_state_dict(reader);
        set_rng_state(random);
        for (var i = 11; i < 30; i++) second.Step(secondOptimizer);
        Assert.Equal(whole, second.save_safetensors());
    }

    [Fact]
    public void A_thousand_steps_leave_no_tensor_behind()
    {
        using var net = new SmallNet();
        using var optimizer = optim.AdamW(net.parameters(), 1e-3);
        net.Step(optimizer); // makes the optimizer's averages
        optimizer.zero_grad();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        for (var i = 0; i < 1000; i++) net.Step(optimizer);
        optimizer.zero_grad();
        Assert.Equal(before, Tensor.TotalCount);
    }

    private static byte[] Trained(int seed, int steps)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        using var net = new SmallNet();
        using var optimizer = optim.AdamW(net.parameters(), 1e-2, weight_decay: 1e-2);
        for (var i = 0; i < steps; i++) net.Step(optimizer);
        return net.save_safetensors();
    }
}

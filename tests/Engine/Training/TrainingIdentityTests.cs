using Huracan.Engine.Models;
using Huracan.Engine.Models.Networks;
using Huracan.Engine.Training;

namespace Huracan.Tests.Engine.Training;

[Collection("torch")]
public class TrainingIdentityTests
{
    private const int Features = 4;

    // A training that an earlier version left unfinished is resumed by this hash.
    [Fact]
    public void A_checkpoint_carries_the_identity_it_always_had()
    {
        var checkpoints = new MemoryCheckpoints();
        using var network = new CnnLstm(Features, 4, 3, 5, dropout: 0);

        new Trainer(network, new() { Lookback = 6 }, new() { Epochs = 1, Seed = 4, Checkpoints = checkpoints })
            .Fit(WholeNumbers(64), null, default);

        using var reader = new BinaryReader(new MemoryStream(checkpoints.State!));
        _ = reader.ReadInt32(); // the format's version
        Assert.StartsWith("16de93bc289906a39c257c424b80d5cbda050df87", reader.ReadString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugins_network_has_the_identity_of_its_code()
    {
        var settings = new ModelSettings("gru", Features, new Dictionary<string, double> { ["lookback"] = 6, ["hidden_size"] = 4 });
        using var own = new GruModel(settings);
        using var plugin = new Plugin(settings);

        Assert.Equal(IdentityOf(own), IdentityOf(own));
        Assert.NotEqual(IdentityOf(own), IdentityOf(plugin));

        static string IdentityOf(NetworkModel model)
        {
            var checkpoints = new MemoryCheckpoints();
            model.Fit(WholeNumbers(64), null, new() { Epochs = 1, Checkpoints = checkpoints }, default);
            using var reader = new BinaryReader(new MemoryStream(checkpoints.State!));
            _ = reader.ReadInt32();
            return reader.ReadString();
        }
    }

    // The same on every machine, to the last bit.
    private static Samples WholeNumbers(int count)
    {
        var bars = Enumerable.Range(6, count).ToArray();
        var table = new FeatureTable([.. Enumerable.Range(0, (6 + count) * Features).Select(i => (float)(i % 7 - 3))], Features);
        return new(table, bars, Array.ConvertAll(bars, bar => (byte)(bar % 3)), Array.ConvertAll(bars, bar => bar % 3 - 1f));
    }

    // The same network, settings and data, made by code outside of the engine.
    private sealed class Plugin(ModelSettings settings) : RecurrentModel(settings, RecurrentCell.Gru);
}

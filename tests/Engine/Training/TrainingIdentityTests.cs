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
    public void Whatever_a_training_depends_on_is_part_of_its_identity()
    {
        var (samples, options) = (WholeNumbers(40), new FitOptions());
        string Of(
            string settings = "a", bool readsReturns = true, FitOptions? other = null, Samples? train = null, Samples? judged = null) =>
            TrainingIdentity.Of(settings, readsReturns, other ?? options, train ?? samples, judged);
        static T[] Changed<T>(T[] values, T last) => [.. values[..^1], last];
        string[] all =
        [
            Of(), Of("b"), Of(readsReturns: false), Of(judged: samples),
            Of(judged: samples with { Classes = Changed(samples.Classes, (byte)1) }),
            Of(other: options with { Seed = 1 }), Of(other: options with { ExactRounds = 3 }), Of(other: options with { Epochs = 3 }),
            Of(other: options with { Patience = 3 }), Of(other: options with { BatchSize = 3 }),
            Of(train: samples with { Classes = Changed(samples.Classes, (byte)1) }),
            Of(train: samples with { Returns = Changed(samples.Returns, 9f) }),
            Of(train: samples with { Bars = Changed(samples.Bars, samples.Bars[^2]) }),
            Of(train: samples with { Weights = [.. samples.Returns.Select(_ => 1f)] }),
            Of(train: samples with { Table = new(Changed(samples.Table.Values, 9f), Features) }),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(Of(), Of());
        Assert.Equal(
            Of(readsReturns: false), Of(readsReturns: false, train: samples with { Returns = Changed(samples.Returns, 9f) }));
    }

    [Fact]
    public void Settings_are_told_by_name_in_one_order()
    {
        var settings = new ModelSettings("gru", Features, new Dictionary<string, double> { ["lookback"] = 6, ["dropout"] = 0.5 });

        Assert.Equal("gru [dropout, 0.5] [lookback, 6]", $"{settings}");
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

using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Baselines;

namespace Huracan.Tests.Engine.Models;

public sealed class MajorityConformanceTests : ModelConformance
{
    private protected override bool Learns => false;

    private protected override IModel Create() => new MajorityModel(MadeUp.Settings("majority"));
}

public sealed class MomentumConformanceTests : ModelConformance
{
    private protected override bool Learns => false;

    private protected override IModel Create() => new MomentumModel(MadeUp.Settings("momentum"));
}

public sealed class BaselineTests
{
    // 40 samples on one feature: under a negative sign 16 down and 4 up, under a positive one 5 flat and 15 up.
    private static readonly Samples Train = new(
        new([.. Enumerable.Repeat(-1f, 20), .. Enumerable.Repeat(2f, 20), 0f], 1),
        [.. Enumerable.Range(0, 40)],
        [
            .. Enumerable.Repeat((byte)0, 16), .. Enumerable.Repeat((byte)2, 4), .. Enumerable.Repeat((byte)1, 5),
            .. Enumerable.Repeat((byte)2, 15),
        ],
        [.. Enumerable.Repeat(-0.5f, 16), .. Enumerable.Repeat(1f, 4), .. Enumerable.Repeat(0f, 5), .. Enumerable.Repeat(1f, 15)]);

    [Fact]
    public void Majority_gives_the_class_frequencies_whatever_the_bar()
    {
        using var model = new MajorityModel(new("majority", 1, new Dictionary<string, double>()));
        model.Fit(Train, null, new(), default);
        var predictions = model.Predict(Train.Table, [0, 39]);
        Assert.Equal(predictions[0], predictions[1]);
        Assert.Equal(17 / 43f, predictions[0].Down, 1e-6); // each count starts at one
        Assert.Equal(6 / 43f, predictions[0].Flat, 1e-6);
        Assert.Equal(20 / 43f, predictions[0].Up, 1e-6);
        Assert.Equal(1, predictions[0].Direction);
        Assert.Equal((-0.5 * 17 + 20) / 43, predictions[0].Value, 1e-6);
    }

    [Fact]
    public void Momentum_gives_the_frequencies_under_the_sign_of_its_column()
    {
        using var model = new MomentumModel(new("momentum", 1, new Dictionary<string, double>()));
        model.Fit(Train, null, new(), default);
        var predictions = model.Predict(Train.Table, [0, 39, 40]);
        Assert.Equal((17 / 23f, 1 / 23f, 5 / 23f), (predictions[0].Down, predictions[0].Flat, predictions[0].Up));
        Assert.Equal((1 / 23f, 6 / 23f, 16 / 23f), (predictions[1].Down, predictions[1].Flat, predictions[1].Up));
        Assert.Equal(1 / 3f, predictions[2].Up, 1e-6); // a sign never seen
        Assert.Equal([-1, 1, 0], predictions.Select(p => p.Direction));
    }

    [Fact]
    public void Momentum_reads_the_column_it_is_told_to()
    {
        Assert.Throws<InputRefusedException>(() => new MomentumModel(MadeUp.Settings("momentum", ("column", MadeUp.Features))));
        var train = MadeUp.Samples(400, 1);
        using var right = new MomentumModel(MadeUp.Settings("momentum", ("column", 0)));
        using var wrong = new MomentumModel(MadeUp.Settings("momentum", ("column", 2)));
        Assert.True(right.Fit(train, null, new(), default).BestLoss < wrong.Fit(train, null, new(), default).BestLoss - 0.1);
    }
}

using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Onnx;

namespace Huracan.Tests.Engine.Models.Onnx;

public sealed class OnnxModelTests
{
    [Fact]
    public void Outputs_are_those_of_PyTorch()
    {
        using var gru = OnnxSession.Open(Graphs.Read("gru.onnx"), Graphs.Gru);
        using var embedding = OnnxSession.Open(Graphs.Read("embedding.onnx"), Graphs.Embedding);
        using var quantiles = OnnxSession.Open(Graphs.Read("quantiles.onnx"), Graphs.Quantiles);

        foreach (var (input, output) in Graphs.Outputs("gru"))
            AssertClose([output[2], output[1], output[0]], gru.Run(input, "")); // the description's order is up, flat, down
        foreach (var (input, output) in Graphs.Outputs("embedding"))
            AssertClose(output, embedding.Run(input, ""));
        foreach (var (input, output) in Graphs.Outputs("quantiles")) // of the fourth step those behind the mean
            AssertClose(output[31..40], quantiles.Run(input, ""));

        static void AssertClose(float[] expected, float[] there)
        {
            Assert.Equal(expected.Length, there.Length);
            Assert.All(expected.Zip(there), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
    }

    [Fact]
    public void A_forecast_has_the_same_bytes_whatever_else_is_asked_for()
    {
        var samples = MadeUp.Samples(60, 1);
        using var model = Graphs.Model(Graphs.Gru);
        model.Fit(samples, null, new(), default);

        var all = model.Predict(samples.Table, samples.Bars);

        Assert.All(samples.Bars.Select((bar, i) => (bar, i)), one => Assert.Equal(all[one.i], model.Predict(samples.Table, [one.bar])[0]));
    }

    [Fact]
    public void Quantiles_of_a_log_price_are_judged_at_the_dead_zone()
    {
        var samples = Returns(400);
        using var model = Graphs.Model(Graphs.Quantiles, features: 2);
        model.Fit(samples, null, new(), default);

        foreach (var forecast in model.Predict(samples.Table, samples.Bars.AsSpan(0, 5)).Select((p, i) => (p, Bar: samples.Bars[i])))
        {
            // The graph is a random walk: normal by the window's deviation times the root of the step.
            var moves = Enumerable.Range(forecast.Bar - 6, 7).Select(bar => samples.Table.Row(bar)[1] * 0.02 + 0.001);
            var deviation = Math.Sqrt(moves.Average(move => move * move)) * Math.Sqrt(4);
            var quantiles = new QuantileFunction(
                Graphs.Quantiles.Output.QuantileLevels,
                [.. new[] { -1.2815516, -0.8416212, -0.5244005, -0.2533471, 0, 0.2533471, 0.5244005, 0.8416212, 1.2815516 }
                    .Select(z => z * deviation)]);
            Assert.Equal(quantiles.Below(-0.01), forecast.p.Down, 2e-3); // the dead zone as the labels tell it
            Assert.Equal(1 - quantiles.Below(0.01), forecast.p.Up, 2e-3);
            Assert.Equal(0, forecast.p.Value, 1e-6);
        }
    }

    [Fact]
    public void Windows_of_a_series_are_returns_log_prices_and_prices_in_their_own_units()
    {
        var table = new FeatureTable([9, 1, 9, -2, 9, 3], 2) { Columns = [new("gap", 0, 1), new("ret1", 0.5, 2)] }; // 2.5, -3.5, 6.5

        Assert.Equal([-3.5f, 6.5f], Window(OnnxInputKind.Returns, 2));
        Assert.Equal([-3f, -6.5f, 0], Window(OnnxInputKind.LogPrice, 3));
        Assert.Equal([(float)Math.Exp(-6.5), 1], Window(OnnxInputKind.Price, 2));
        Assert.Equal(
            [1f, 5f, -2f, 5f],
            new OnnxWindows(new() { Name = "x", Shape = ["batch", "2", "2"], Columns = ["ret1", "gap"] }, table).At(1)); // clipped to 5

        float[] Window(OnnxInputKind kind, int bars) =>
            new OnnxWindows(new() { Name = "x", Shape = ["batch", $"{bars}"], Kind = kind, Columns = ["ret1"] }, table).At(2);
    }

    [Fact]
    public void Labels_that_do_not_follow_from_returns_are_refused_for_quantiles()
    {
        var samples = Returns(60);
        var barriers = samples with { Classes = [.. samples.Classes.Reverse()] };
        using var model = Graphs.Model(Graphs.Quantiles, features: 2);

        Assert.Contains(
            "forward_return", Assert.Throws<InputRefusedException>(() => model.Fit(barriers, null, new(), default)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_files_says_where_they_are_named()
    {
        using var model = new OnnxModel(MadeUp.Settings("onnx"));

        Assert.Contains(
            "'model_files.onnx'",
            Assert.Throws<InputRefusedException>(() => model.Fit(MadeUp.Samples(60, 1), null, new(), default)).Message,
            StringComparison.Ordinal);
    }

    private static Samples Returns(int count)
    {
        var random = new Huracan.Engine.SeededRandom(4);
        var made = MadeUp.Samples(count, 1);
        var returns = Array.ConvertAll(made.Bars, _ => (float)(0.03 * random.NextGaussian()));
        return new(
            new FeatureTable(made.Table.Values[..(made.Table.Rows * 2)], 2) { Columns = [new("gap", 0, 1), new("ret1", 0.001, 0.02)] },
            made.Bars, Array.ConvertAll(returns, move => (byte)(move < -0.01 ? 0 : move > 0.01 ? 2 : 1)), returns);
    }
}

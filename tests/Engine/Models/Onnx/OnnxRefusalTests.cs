using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Models.Onnx;

namespace Huracan.Tests.Engine.Models.Onnx;

public sealed class OnnxRefusalTests
{
    [Theory]
    [InlineData("external", "weights in another file")]
    [InlineData("external_in_branch", "weights in another file")]
    [InlineData("external_in_default", "weights in another file")]
    [InlineData("custom", "mine.Shell")]
    [InlineData("random", "RandomNormalLike")]
    [InlineData("nan", "is no number for the window")]
    [InlineData("two_inputs", "the graph's inputs are bar, other")]
    [InlineData("whole_numbers", "has the type Int64")]
    [InlineData("later", "operators of version 99")]
    public void A_graph_that_may_not_be_is_refused_by_its_file_and_reason(string name, string reason)
    {
        var description = Graphs.Classes with { File = $"refused/{name}.onnx", Output = Graphs.Classes.Output with { IsLogits = true } };

        var message = Refusal(Graphs.Read(description.File), description);

        Assert.StartsWith(description.File, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_model_is_refused_before_the_runtime_sees_it()
    {
        var graph = Graphs.Read("gru.onnx");
        var random = new SeededRandom(1);
        Assert.Contains("it has no graph", Refusal([], Graphs.Gru), StringComparison.Ordinal);
        for (var i = 0; i < 200; i++)
        {
            byte[] damaged = [.. graph];
            for (var j = 0; j < 20; j++)
                damaged[random.NextInt(damaged.Length)] = (byte)random.NextInt(256);
            try
            {
                OnnxGraphRules.Check(damaged.AsSpan(0, random.NextInt(damaged.Length)));
            }
            catch (InputRefusedException refused)
            {
                Assert.NotEmpty(refused.Message); // and nothing else is thrown
            }
        }
    }

    [Fact]
    public void A_description_of_another_graph_is_refused_with_both_values()
    {
        var (input, output) = (Graphs.Gru.Input, Graphs.Gru.Output);
        Says(Graphs.Gru with { Input = input with { Name = "x" } }, "'input.name'", "x", "window");
        Says(Graphs.Gru with { Input = input with { Shape = ["batch", "7", "4"] } }, "'input.shape'", "[batch, 7, 4]", "[any, 6, 4]");
        Says(Graphs.Gru with { Input = input with { Shape = ["batch", "4"] } }, "'input.shape'", "[batch, 4]", "[any, 6, 4]");
        Says(Graphs.Gru with { Output = output with { Name = "y" } }, "'output.name'", "y", "logits");
        Says(Graphs.Embedding with { Output = output with { Name = "embedding" } }, "'output.kind'", "classes", "[any, 8]");
        var quantiles = Graphs.Quantiles.Output;
        Says(Graphs.Quantiles with { Output = quantiles with { FirstLevel = 0 } }, "'output.quantile_levels'", "9 from place 0", "10");
        Says(Graphs.Quantiles with { Output = quantiles with { Step = 6 } }, "'output.step'", "6", "5 steps");
        Says(Graphs.Quantiles with { Output = quantiles with { Axes = ["batch", "levels"] } }, "'output.axes'", "levels", "[any, 5, 10]");

        static void Says(OnnxDescription description, params string[] parts)
        {
            var message = Refusal(Graphs.Read(description.File), description);
            Assert.All(parts.Prepend(description.File), part => Assert.Contains(part, message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_description_that_contradicts_itself_is_refused_by_its_key()
    {
        var (input, output) = (Graphs.Gru.Input, Graphs.Quantiles.Output);
        Says(input with { Shape = ["batch", "none", "4"] }, "'shape'");
        Says(input with { Shape = ["batch", "20000", "4"] }, "'shape'");
        Says(input with { Columns = ["a", "b"] }, "'columns'");
        Says(Graphs.Quantiles.Input with { Shape = ["batch", "8", "2"] }, "'shape'");
        Says(Graphs.Quantiles.Input with { Columns = [] }, "'columns'");
        Says(Graphs.Gru.Output with { Order = ["up", "up", "down"] }, "'order'");
        Says(output with { QuantileLevels = [0.1, 0.5, 0.5] }, "'quantile_levels'");
        Says(output with { QuantileLevels = [0.1, 0.5, 1] }, "'quantile_levels'");
        Says(output with { Axes = ["levels", "batch"] }, "'axes'");
        Says(output with { Step = null }, "'step'");
        Says(Graphs.Embedding with { Mode = OnnxMode.ZeroShot }, "'mode'");
        foreach (var description in new IValidatableObject[] { input, output, Graphs.Gru.Output, Graphs.Quantiles.Input, Graphs.Embedding })
            Assert.Empty(OptionErrors.Of(description, ""));

        static void Says(IValidatableObject wrong, string key) =>
            Assert.StartsWith(key, Assert.Single(OptionErrors.Of(wrong, "")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_description_that_breaks_a_rule_is_refused_by_file_and_key()
    {
        Says(Graphs.Classes with { Input = Graphs.Classes.Input with { Shape = ["batch"] } }, "'input.shape'");
        Says(Graphs.Classes with { Input = Graphs.Classes.Input with { Shape = ["batch", "four"] } }, "'input.shape'");
        Says(Graphs.Classes with { Input = Graphs.Classes.Input with { Clip = -1 } }, "'input.clip'");
        Says(Graphs.Classes with { Output = Graphs.Classes.Output with { FirstLevel = -1 } }, "'output.first_level'");
        Says(Graphs.Embedding with { Mode = OnnxMode.ZeroShot }, "'mode'");

        static void Says(OnnxDescription description, string key)
        {
            using var model = new OnnxModel(new("onnx", 4, new Dictionary<string, double>()) { Files = Graphs.Files(description) });
            Assert.StartsWith(
                $"onnx: file 'onnx.json': {key}",
                Assert.Throws<InputRefusedException>(() => model.Fit(MadeUp.Samples(60, 1), null, new(), default)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Outputs_that_are_no_probabilities_are_refused_with_the_key_that_says_so()
    {
        var description = Graphs.Classes with { File = "refused/logits.onnx" };
        using var model = Graphs.Model(description);

        var refused = Assert.Throws<InputRefusedException>(() => model.Fit(MadeUp.Samples(60, 1), null, new(), default));

        Assert.Contains("'output.is_logits'", refused.Message, StringComparison.Ordinal);
    }

    private static string Refusal(byte[] graph, OnnxDescription description) =>
        Assert.Throws<InputRefusedException>(() => OnnxSession.Open(graph, description)).Message;
}

using System.Reflection;
using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.CatBoost;

namespace Huracan.Tests.Engine.Models.CatBoost;

public sealed class CatBoostTests
{
    [CompilerFact]
    public void The_family_conforms()
    {
        _ = CompiledTrainer.Path;
        foreach (var test in typeof(ModelConformance).GetMethods().Where(method => method.IsDefined(typeof(FactAttribute))))
        {
            object[][] cases = test.IsDefined(typeof(TheoryAttribute))
                ? [.. test.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(test))]
                : [[]];
            Assert.NotEmpty(cases);
            foreach (var values in cases)
                test.Invoke(new Conformance(), BindingFlags.DoNotWrapExceptions, null, values, null);
        }
    }

    [CompilerFact]
    public void Early_stopping_keeps_the_best_rounds_trees_and_a_refit_of_as_many_has_the_same()
    {
        _ = CompiledTrainer.Path;
        var (train, validation) = (MadeUp.Samples(300, 1), MadeUp.Samples(200, 2));
        using var model = Model(("rounds", 200), ("learning_rate", 0.5), ("early_stopping_rounds", 4));
        using var refit = Model(("rounds", 200), ("learning_rate", 0.5), ("early_stopping_rounds", 4));

        var result = model.Fit(train, validation, new() { Seed = 3 }, default);
        refit.Fit(train, null, new() { Seed = 3, ExactRounds = result.BestEpoch }, default);

        Assert.True(result.StoppedEarly);
        Assert.Equal(result.BestEpoch + 4, result.Epochs.Count);
        Assert.Equal(model.Save(), refit.Save());
    }

    [CompilerFact]
    public void What_the_library_says_is_the_reason_of_a_failure()
    {
        _ = CompiledTrainer.Path;
        var train = MadeUp.Samples(60, 1);
        using var model = Model();

        var fault = Assert.Throws<CatBoostException>(() => model.Fit(train with { Classes = new byte[60] }, null, new(), default));

        Assert.Equal("Target contains only one unique value", fault.Message);
    }

    [Fact]
    public void A_library_that_is_missing_or_another_is_refused_with_what_to_do()
    {
        Assert.Contains("absolute path", Refusal("libcatboost.so"), StringComparison.Ordinal);
        var missing = Refusal("/nowhere/libcatboost.so");
        Assert.Contains("/nowhere/libcatboost.so", missing, StringComparison.Ordinal);
        Assert.Contains("catboost/libs/train_interface", missing, StringComparison.Ordinal);
        var other = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libonnxruntime.so");
        Assert.Contains("has no function TrainCatBoost", Refusal(other), StringComparison.Ordinal);

        static string Refusal(string variable) => Assert.Throws<DllNotFoundException>(() => NativeCatBoost.Open(variable)).Message;
    }

    [Fact]
    public void A_trees_leaf_is_that_of_its_answers_bits()
    {
        var tree = new ObliviousTree([1, 0], [0.5f, -1f], [.. Enumerable.Range(0, 12).Select(i => (float)i)]);
        var forecasts = new ObliviousTrees([tree, tree]);
        var logits = new double[3];

        forecasts.Logits([-1f, 0.6f], logits); // above the first border, at the second

        Assert.Equal([6.0, 8, 10], logits);
        var read = ObliviousTrees.Load(forecasts.Save(), 2, "catboost: file 'model.trees'");
        read.Logits([0f, 0.5f], logits); // at the first border, above the second
        Assert.Equal([12.0, 14, 16], logits);
    }

    [Theory]
    [InlineData(4, 0, "number of trees is 0")]
    [InlineData(8, 17, "depth of a tree is 17")]
    [InlineData(12, 2, "feature of a tree is 2")]
    [InlineData(20, 0x7F800000, "not finite")]
    [InlineData(0, 1, "no oblivious trees")]
    public void Trees_of_another_shape_are_refused(int at, int value, string reason)
    {
        var bytes = new ObliviousTrees([new([1, 0], [0.5f, -1f], new float[12])]).Save();
        BitConverter.TryWriteBytes(bytes.AsSpan(at), value);

        var refused = Assert.Throws<InputRefusedException>(() => ObliviousTrees.Load(bytes, 2, "catboost: file 'model.trees'"));

        Assert.Contains("model.trees", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("depth", 11)]
    [InlineData("rsm", 0)]
    [InlineData("max_depth", 4)]
    public void A_wrong_setting_is_refused_by_its_name(string name, double value) =>
        Assert.Contains($"'{name}'", Assert.Throws<InputRefusedException>(() => Model((name, value))).Message, StringComparison.Ordinal);

    private static CatBoostModel Model(params (string, double)[] settings) => new(MadeUp.Settings("catboost", settings));

    private sealed class Conformance : ModelConformance
    {
        private protected override bool IsResumable => false;

        private protected override IModel Create() => Model(("rounds", 20), ("learning_rate", 0.3), ("early_stopping_rounds", 5));
    }
}

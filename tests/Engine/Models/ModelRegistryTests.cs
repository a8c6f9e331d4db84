using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Baselines;

namespace Huracan.Tests.Engine.Models;

public sealed class ModelRegistryTests
{
    [Fact]
    public void The_engines_own_families_are_found()
    {
        var registry = new ModelRegistry();
        Assert.Equal(registry.Families.Select(f => f.Name).Order(StringComparer.Ordinal), registry.Families.Select(f => f.Name));
        Assert.Equal(["majority", "momentum"], registry.Families.Where(f => f.IsBaseline).Select(f => f.Name));
        Assert.Equal("wide", registry["xgboost"].FeatureSet);
        using var model = registry.Create("majority", MadeUp.Settings("majority"));
        Assert.IsType<MajorityModel>(model);
    }

    [Fact]
    public void An_unknown_family_is_refused_with_the_nearest_and_the_list()
    {
        var message = Assert.Throws<InputRefusedException>(() => new ModelRegistry()["xgbost"]).Message;
        Assert.Contains("did you mean 'xgboost'", message, StringComparison.Ordinal);
        Assert.Contains("majority, momentum", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_setting_is_refused_as_itself() =>
        Assert.Throws<InputRefusedException>(() => new ModelRegistry().Create("xgboost", MadeUp.Settings("xgboost", ("rounds", 0.5))));

    [Theory]
    [InlineData(typeof(NoModel))]
    [InlineData(typeof(NoConstructor))]
    public void A_class_that_cannot_be_made_a_model_is_refused_at_construction(Type type) =>
        Assert.Contains(type.Name, Assert.Throws<ArgumentException>(() => new ModelRegistry([type])).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_classes_with_one_name_are_refused()
    {
        var message = Assert.Throws<ArgumentException>(() => new ModelRegistry([typeof(MajorityModel), typeof(SecondMajority)])).Message;
        Assert.Contains(nameof(SecondMajority), message, StringComparison.Ordinal);
        Assert.Contains(nameof(MajorityModel), message, StringComparison.Ordinal);
    }

    [ModelFamily("no-model", FeatureSet = "wide")]
    private sealed class NoModel;

    private abstract class Shape : IModel
    {
        public int Lookback => 1;

        public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars) => throw new NotSupportedException();

        public IReadOnlyDictionary<string, byte[]> Save() => throw new NotSupportedException();

        public void Load(IReadOnlyDictionary<string, byte[]> files) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }

    [ModelFamily("no-constructor", FeatureSet = "wide")]
    private sealed class NoConstructor : Shape;

    [ModelFamily("majority", FeatureSet = "wide")]
#pragma warning disable CS9113 // the parameter is there for the registry to find
    private sealed class SecondMajority(ModelSettings settings) : Shape;
#pragma warning restore CS9113
}

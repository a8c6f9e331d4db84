using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Search.Space;

namespace Huracan.Tests.Engine.Pipeline.Settings;

public class SearchOptionsTests
{
    private static readonly ModelRegistry Families = new();

    [Fact]
    public void Every_family_that_is_no_yardstick_says_what_is_searched_of_it()
    {
        foreach (var family in Families.Families)
            Assert.Equal(family.IsBaseline, family.Space is null);
        new SearchOptions { Trials = 1 }
            .Validate(Families, [.. Families.Families.Where(family => !family.IsBaseline).Select(family => family.Name)]); // and takes it
    }

    [Fact]
    public void A_configured_range_replaces_the_familys_own_and_others_stay()
    {
        var space = With("xgboost", "max_depth", new SearchRange { Choices = [3, 5] }).SpaceOf(Families["xgboost"])!;

        Assert.Equal(Families["xgboost"].Space!.Parameters.Select(one => one.Name), space.Parameters.Select(one => one.Name));
        Assert.Equal(
            [3.0, 5.0],
            Assert.IsType<CategoricalDistribution>(space.Parameters.Single(one => one.Name == "max_depth").Distribution).Choices);
    }

    [Fact]
    public void A_setting_the_family_did_not_think_of_can_be_searched_too()
    {
        var space = With("xgboost", "rounds", new SearchRange { Low = 50, High = 500, Step = 50 }).SpaceOf(Families["xgboost"])!;

        Assert.Equal(new IntDistribution(50, 500, step: 50), space.Parameters[^1].Distribution);
    }

    [Fact]
    public void Whole_bounds_of_a_setting_of_whole_numbers_need_no_step()
    {
        var space = With("xgboost", "max_depth", new SearchRange { Low = 2, High = 5 }).SpaceOf(Families["xgboost"])!;

        Assert.Equal(new IntDistribution(2, 5), space.Parameters.Single(one => one.Name == "max_depth").Distribution);
    }

    [Theory]
    [InlineData("xgboost", "learning_rate", 0.3, 0.01, false, "low must not lie above its high")]
    [InlineData("xgboost", "learning_rate", 0.0, 0.3, true, "low must be above 0")]
    [InlineData("xgboost", "max_depth", 2.0, 20.0, false, "'max_depth' is 20; it must lie in [1, 12]")]
    [InlineData("xgboost", "depth", 2.0, 8.0, false, "has no setting 'depth'")]
    [InlineData("cnn-lstm", "lookback", 0.0, 60.0, false, "'lookback' is 0; it must lie in")]
    public void A_space_the_family_cannot_take_is_refused_by_name_value_and_rule(
        string family, string name, double low, double high, bool log, string words)
    {
        var error = Assert.Throws<InputRefusedException>(() =>
            With(family, name, new SearchRange { Low = low, High = high, Log = log }).Validate(Families, [family]));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_is_bounds_or_choices_and_a_family_must_be_one()
    {
        Assert.Contains("either low and high", Refusal(With("xgboost", "gamma", new SearchRange { Low = 1 })), StringComparison.Ordinal);
        Assert.Contains(
            "either low and high", Refusal(With("xgboost", "gamma", new SearchRange { Low = 1, High = 2, Choices = [1] })),
            StringComparison.Ordinal);
        Assert.Contains(
            "'search.spaces.xgboost.gamma' has an empty list of choices",
            Refusal(With("xgboost", "gamma", new SearchRange { Choices = [] })), StringComparison.Ordinal);
        Assert.Contains(
            "log scale has no step", Refusal(With("xgboost", "gamma", new SearchRange { Low = 1, High = 2, Log = true, Step = 0.5 })),
            StringComparison.Ordinal);
        Assert.Contains(
            "no model family 'xgbost'", Refusal(With("xgbost", "gamma", new SearchRange { Low = 1, High = 2 })), StringComparison.Ordinal);
        Assert.Contains("majority has no search space", Refusal(new SearchOptions { Trials = 1 }, "majority"), StringComparison.Ordinal);
    }

    [Fact]
    public void Phases_add_up_whatever_the_number_of_trials()
    {
        foreach (var trials in new[] { 1, 2, 3, 4, 5, 10, 30, 100, 1000 })
        {
            var (random, estimator) = new SearchOptions { Trials = trials }.Phases();
            Assert.InRange(random, 1, 10);
            Assert.InRange(estimator, 0, trials - random);
            Assert.Equal(trials / 5, trials - random - estimator);
        }
    }

    [Fact]
    public void The_longest_lookback_is_that_of_any_trial()
    {
        var cnn = Families["cnn-lstm"];
        var settings = new Dictionary<string, double> { ["lookback"] = 120 };

        Assert.Equal(120, new SearchOptions().LongestLookback(Families, cnn, settings));
        Assert.Equal(120, new SearchOptions { Trials = 1 }.LongestLookback(Families, cnn, settings));
        Assert.Equal(90, new SearchOptions { Trials = 1 }.LongestLookback(Families, cnn, new Dictionary<string, double>()));
    }

    [Theory]
    [InlineData("stride", 12)] // the search tries patches of 6
    [InlineData("patch_length", 48)] // and lookbacks of 30
    public void A_setting_that_does_not_fit_each_end_of_the_space_blocks_no_search(string name, double value) => Assert.Equal(
        90,
        new SearchOptions { Trials = 1 }.LongestLookback(
            Families, Families["patchtst"], new Dictionary<string, double> { [name] = value }));

    private static SearchOptions With(string family, string name, SearchRange range) =>
        new() { Trials = 1, Spaces = new() { [family] = new() { [name] = range } } };

    private static string Refusal(SearchOptions options, string model = "xgboost") =>
        Assert.Throws<InputRefusedException>(() => options.Validate(Families, [model])).Message;
}

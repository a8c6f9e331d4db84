using System.ComponentModel.DataAnnotations;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Retraining;

namespace Huracan.Tests.Engine.Pipeline.Retraining;

public class RetrainRulesTests
{
    private static readonly DateTimeOffset End = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly UnitId Unit = new("SOLUSDT", Timeframe.H1);

    // 6,001 bars trained on, and the 2,000 after them that tested the model.
    private static readonly ModelSpan Model = new(End.AddHours(-8000), End.AddHours(-2000), End);
    private static readonly FeatureDrift Far = new(60, 1.2, 7.25, 101, 0, "vol_24", 3.5, 0.5);
    private static readonly FeatureDrift Usual = Far with { AsFar = 40 };

    [Fact]
    public void A_unit_without_a_model_is_new()
    {
        var verdict = new RetrainRules(new RetrainOptions()).Judge(Unit, null, End, () => throw new InvalidOperationException());

        Assert.Equal((Unit, RetrainReason.NewUnit, true), (verdict.Unit, verdict.Reason, verdict.IsDue));
    }

    [Theory]
    [InlineData(7 * 24, RetrainReason.Age)]
    [InlineData(7 * 24 - 1, RetrainReason.None)]
    public void Age_counts_from_the_runs_newest_candle_and_a_model_of_yesterday_is_not_old(int hours, RetrainReason reason) =>
        Assert.Equal(reason, Judge(new RetrainOptions(), hours, Usual).Reason);

    [Theory]
    [InlineData(601, RetrainReason.NewData)]
    [InlineData(600, RetrainReason.None)]
    public void New_bars_count_as_a_share_of_those_trained_on(int hours, RetrainReason reason) =>
        Assert.Equal(reason, Judge(new RetrainOptions { MaxAgeDays = 100 }, hours, Usual).Reason);

    [Fact]
    public void Drift_is_measured_only_where_age_and_data_do_not_decide()
    {
        Assert.Equal(RetrainReason.Drift, Judge(new RetrainOptions(), 60, Far).Reason);
        Assert.Equal(RetrainReason.Age, Judge(new RetrainOptions(), 200, null).Reason);
        Assert.Equal(RetrainReason.NewData, Judge(new RetrainOptions { MaxNewShare = 0.01 }, 70, null).Reason);
        Assert.Equal(RetrainReason.None, Judge(new RetrainOptions { DriftLevel = 0 }, 60, null).Reason);
        Assert.Equal(RetrainReason.None, Judge(new RetrainOptions { MinNewBars = 61 }, 60, null).Reason);
    }

    [Fact]
    public void A_share_that_is_the_level_is_no_drift()
    {
        Assert.Equal(RetrainReason.None, Judge(new RetrainOptions(), 60, Far with { Windows = 99 }).Reason);
        Assert.Equal(RetrainReason.Drift, Judge(new RetrainOptions(), 60, Far with { Windows = 100 }).Reason);
    }

    [Fact]
    public void A_unit_without_newer_candles_is_never_trained_again()
    {
        var always = new RetrainOptions { MaxAgeDays = 0, MaxNewShare = 0 };

        Assert.Equal(RetrainReason.None, Judge(always, 0, null).Reason);
        Assert.Equal(RetrainReason.None, Judge(always, -5, null).Reason);
        Assert.Equal(RetrainReason.Age, Judge(always, 1, null).Reason);
    }

    [Fact]
    public void The_text_has_the_figures()
    {
        Assert.Equal("its model's run ended 7.5 days before the newest candle, 7 or more", Judge(new RetrainOptions(), 180, null).Text);
        Assert.Equal(
            "the newest 60 bars differ 7.3 times as much as usual in the features that differ most; so do 0 of 101 earlier windows "
                + "(p = 0.0098, below 0.01); most in vol_24, PSI 3.50 beside 0.50 usually",
            Judge(new RetrainOptions(), 60, Far).Text);
        Assert.StartsWith(
            "its model's run ended 2.5 days before the newest candle; 60 bars are new, 1.0 % of the 6001 trained on; the newest 60",
            Judge(new RetrainOptions(), 60, Usual).Text, StringComparison.Ordinal);
        Assert.EndsWith(
            "its history is too short to tell drift from chance",
            new RetrainRules(new RetrainOptions()).Judge(Unit, Model, End.AddHours(60), () => null).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_have_ranges()
    {
        Assert.True(IsValid(new RetrainOptions()));
        Assert.False(IsValid(new RetrainOptions { MaxAgeDays = -1 }));
        Assert.False(IsValid(new RetrainOptions { MaxNewShare = double.NaN }));
        Assert.False(IsValid(new RetrainOptions { DriftLevel = 0.6 }));
        Assert.False(IsValid(new RetrainOptions { MinNewBars = 49 }));
    }

    private static bool IsValid(RetrainOptions options) =>
        Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true);

    // Null: drift must not be asked for.
    private static RetrainVerdict Judge(RetrainOptions options, int hours, FeatureDrift? drift) =>
        new RetrainRules(options).Judge(
            Unit, Model, End.AddHours(hours), () => drift ?? throw new InvalidOperationException("Drift was measured."));
}

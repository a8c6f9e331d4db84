using Bunit;
using Huracan.Contracts.Reports;
using Huracan.Dashboard.Units;
using Huracan.Tests.Dashboard.Harness;

namespace Huracan.Tests.Dashboard.Units;

public class FeatureListTests : Rendering
{
    [Fact]
    public void Features_are_listed_with_intervals_and_own_figures_what_is_told_stands_out_and_the_rest_is_a_click_away()
    {
        var features = Enumerable.Range(0, 25).Select(i => new FeatureImportance(
            $"feature{i}", i == 0 ? new(0.02, 0.005, 0.01, 0.03, 0.0001, 0.0025, true) : LossIncrease.None)
        {
            Measures = new Dictionary<string, double> { ["gain"] = i == 0 ? 0.75 : 0.01 },
        }).ToArray();
        FeatureGroup[] groups =
        [
            new(["feature0", "feature1"], new(0.03, 0.005, 0.02, 0.04, 0.0001, 0.0025, true)),
            .. features.Skip(2).Select(feature => new FeatureGroup([feature.Feature], feature.Increase)),
        ];
        var report = new ImportanceReport(
            "xgboost", 4, default, default, 3_000, 1_234, 40, 1, 1.0654, "Told from noise: feature0.", features, groups)
        {
            Measures = [new("gain", "share of the gain")],
        };

        var list = Render<FeatureList>(parameters => parameters.Add(one => one.Report, report));

        var rows = list.FindAll(".features tbody tr");
        Assert.Equal(20, rows.Count);
        Assert.Equal("told", rows[0].ClassName);
        Assert.Equal(["feature0", "0.02000", "0.01000 to 0.03000", "0.003", "0.7500"],
            rows[0].QuerySelectorAll("td").Take(5).Select(cell => cell.TextContent.Trim()));
        Assert.Equal("", rows[1].ClassName ?? "");
        // From 0 to 0.04, the highest end of all, 200 wide.
        Assert.Equal("100.0", rows[0].QuerySelector("rect")!.GetAttribute("width"));
        Assert.Equal("M50.0 5H150.0M0.0 0V10", rows[0].QuerySelector("path")!.GetAttribute("d"));
        var group = Assert.Single(list.FindAll(".feature-groups tbody tr"));
        Assert.Contains("feature0, feature1", group.TextContent, StringComparison.Ordinal);
        Assert.Contains("1,234 of the 3,000 bars", list.Markup, StringComparison.Ordinal);
        list.Find("button").Click();
        Assert.Equal(25, list.FindAll(".features tbody tr").Count);
        Assert.Empty(list.FindAll("button"));
    }
}

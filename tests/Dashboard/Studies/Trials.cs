using System.Text.Json;
using Huracan.Contracts.Http.Studies;

namespace Huracan.Tests.Dashboard.Studies;

/// <summary>Small studies.</summary>
internal static class Trials
{
    public static TrialView Of(int number, string state, double? value, double rate = 0.01, int depth = 3) => new(
        number, 1, state, value,
        new Dictionary<string, JsonElement> { ["rate"] = Json(rate), ["depth"] = Json(depth), ["kind"] = Json("wide") }, [], [], null, "",
        null, null);

    public static StudyView Study(string direction, int? best = null, double? bestValue = null, params StudyParameter[] parameters) =>
        new("xgboost", 4, direction, new TrialCounts(0, 0, 0, 0, 0), best, bestValue, true, parameters);

    public static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}

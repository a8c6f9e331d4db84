using System.Text.Json.Serialization;

namespace Huracan.Contracts.Champions;

/// <summary>What becomes of a challenger after a look at its shadow bars.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PromotionVerdict>))]
public enum PromotionVerdict
{
    /// <summary>Not enough evidence yet, or a guard does not hold yet: look again after the next day.</summary>
    [JsonStringEnumMemberName("WAIT")]
    Wait,

    /// <summary>The champion stays for good: the challenger is significantly worse, or a guard fails that no later day can mend.</summary>
    [JsonStringEnumMemberName("KEEP")]
    Keep,

    /// <summary>The challenger becomes the champion: the evidence has reached its threshold and every guard holds.</summary>
    [JsonStringEnumMemberName("PROMOTE")]
    Promote,
}

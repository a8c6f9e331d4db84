using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Huracan.Storage.Configuration;

/// <summary>The settings of an option class: its writable public properties under their keys, in the order of the class.</summary>
internal static class OptionProperties
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyList<(string Key, PropertyInfo Property)> Of(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(x =>
                x.CanRead && x.SetMethod is { IsPublic: true } && x.GetIndexParameters().Length == 0
                    && x.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always })
            .OrderBy(x => x.MetadataToken)
            .Select(x => (JsonNamingPolicy.SnakeCaseLower.ConvertName(x.Name), x)),
    ];

    public static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(RequiredMemberAttribute));

    public static bool AllowsNull(PropertyInfo property)
    {
        lock (Nullability)
            return Nullability.Create(property).WriteState != NullabilityState.NotNull;
    }
}

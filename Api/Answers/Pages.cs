using Huracan.Contracts.Http;

namespace Huracan.Api.Answers;

/// <summary>Cuts lists into pages.</summary>
internal static class Pages
{
    /// <summary>A page of a list that was read with one entry more than the page holds, to see whether there is another.</summary>
    public static Page<T> Of<T>(List<T> oneMore, int limit, Func<T, string> place) =>
        oneMore.Count > limit ? new Page<T>(oneMore[..limit], place(oneMore[limit - 1])) : new Page<T>(oneMore, null);

    /// <summary>A page of a list that is there as a whole.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> all, int skip, int limit) => new(
        [.. all.Skip(skip).Take(limit)],
        skip + limit < all.Count ? (skip + limit).ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
}

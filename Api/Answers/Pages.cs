using Huracan.Contracts.Http;

namespace Huracan.Api.Answers;

/// <summary>Cuts lists into pages.</summary>
internal static class Pages
{
    /// <summary>A page of rows that were read with one row more than the page holds, which tells whether there is another page.</summary>
    public static Page<T> Of<T>(List<T> rows, int limit, Func<T, string> cursor) =>
        rows.Count > limit ? new Page<T>(rows[..limit], cursor(rows[limit - 1])) : new Page<T>(rows, null);

    /// <summary>A page of a complete list.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> all, int skip, int limit) => new(
        [.. all.Skip(skip).Take(limit)],
        skip + limit < all.Count ? (skip + limit).ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
}

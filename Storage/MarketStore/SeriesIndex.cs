namespace Huracan.Storage.MarketStore;

/// <summary>What there is of a series: <c>index.json</c> beside its files.</summary>
/// <param name="Vendor">Who gave the rows.</param>
/// <param name="Parts">By month, ascending.</param>
public sealed record SeriesIndex(string Vendor, IReadOnlyList<SeriesPart> Parts)
{
    /// <summary>The part of a month.</summary>
    public SeriesPart? Of(Month month) => Parts.FirstOrDefault(part => part.Month == month.ToString());

    /// <summary>With a part in place of its month's.</summary>
    public SeriesIndex With(SeriesPart part) => this with
    {
        Parts = [.. Parts.Where(other => other.Month != part.Month).Append(part).OrderBy(other => other.Month, StringComparer.Ordinal)],
    };
}

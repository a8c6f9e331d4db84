using System.Globalization;
using System.Net;
using System.Text;
using Huracan.Contracts.Trading;

namespace Huracan.Engine.Reports;

/// <summary>Writes a page for people: one file that needs no other, without scripts.</summary>
internal sealed class PageWriter
{
    private const string Style =
        "body{font:15px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem;color:#1b2733}"
        + "table{border-collapse:collapse;margin:1rem 0}caption{text-align:left;font-weight:600}"
        + "th,td{padding:.3rem .8rem;border-bottom:1px solid #d6dde4;text-align:right;white-space:nowrap}"
        + "th:first-child,td:first-child{text-align:left}td.text{text-align:left;white-space:normal;min-width:26rem}"
        + ".action{font-weight:700}svg{width:100%;height:auto;display:block;margin:1rem 0}.wide{overflow-x:auto}";

    private const int Sentence = 40; // characters from which a cell is wrapped

    private readonly StringBuilder html = new();

    /// <summary>Begins a page.</summary>
    /// <param name="title">Its heading.</param>
    public PageWriter(string title) => html.Append(
        CultureInfo.InvariantCulture,
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
            + $"<title>{Text(title)}</title><style>{Style}</style></head><body>\n<h1>{Text(title)}</h1>\n");

    public void Heading(string text) => html.Append(CultureInfo.InvariantCulture, $"<h2>{Text(text)}</h2>\n");

    public void Paragraph(string text, string? style = null) => html.Append(
        CultureInfo.InvariantCulture, $"<p{(style is null ? "" : $" class=\"{style}\"")}>{Text(text)}</p>\n");

    /// <summary>Puts in a drawing as it is.</summary>
    public void Svg(string svg) => html.Append(svg);

    /// <summary>A table; a cell that holds a sentence is set to the left.</summary>
    /// <param name="caption">What it shows.</param>
    /// <param name="headings">One a column.</param>
    /// <param name="rows">As many cells each.</param>
    /// <param name="link">Address of what a row's first cell names; null for none.</param>
    public void Table(string caption, string[] headings, IEnumerable<string[]> rows, Func<string, string>? link = null)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\"><table><caption>{Text(caption)}</caption><tr>");
        foreach (var heading in headings)
            html.Append(CultureInfo.InvariantCulture, $"<th>{Text(heading)}</th>");
        html.Append("</tr>\n");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Length; i++)
            {
                var text = i == 0 && link is not null ? $"<a href=\"{Text(link(row[0]))}\">{Text(row[0])}</a>" : Text(row[i]);
                html.Append(CultureInfo.InvariantCulture, $"<td{(row[i].Length > Sentence ? " class=\"text\"" : "")}>{text}</td>");
            }
            html.Append("</tr>\n");
        }
        html.Append("</table></div>\n");
    }

    /// <summary>The page as UTF-8.</summary>
    public byte[] End() => Encoding.UTF8.GetBytes(html.Append("</body></html>\n").ToString());

    /// <summary>A number; a dash where there is none.</summary>
    public static string Number(double? value, string format) =>
        value is { } number && !double.IsNaN(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    /// <summary>A share of an amount that is in basis points, in percent: 12.5 is <c>0.125 %</c>.</summary>
    public static string Percent(double? basisPoints) =>
        Number(basisPoints / 100, "0.000") is var text && text == "–" ? text : $"{text} %";

    /// <summary>What one trade may be, with its currency.</summary>
    public static string Capacity(double? quote, string coin) => quote switch
    {
        null or double.NaN => "–",
        double.PositiveInfinity => "no limit known",
        { } amount => string.Create(CultureInfo.InvariantCulture, $"{amount:N0} {QuoteCurrency.Of(coin)}"),
    };

    private static string Text(string value) => WebUtility.HtmlEncode(value);
}

using System.Globalization;

namespace Huracan.Bench.Measuring;

/// <summary>Plain tables with right-aligned numbers.</summary>
internal static class Tables
{
    public static void Print(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.Prepend(headings).ToArray();
        var widths = headings.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
            Console.WriteLine(string.Join(
                "  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        Console.WriteLine();
    }

    public static void Print(IEnumerable<Comparison> comparisons) => Print(
        ["work", "unit", "ours/s", "best", "cpu", "peer", "peer/s", "best", "cpu", "ratio", "best", "cpu", "target"],
        comparisons.Select(Row));

    public static string Number(double? value, string format = "0.00") =>
        value is { } number && double.IsFinite(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "-";

    /// <summary>A rate in three or four digits.</summary>
    public static string Rate(double? rate) => rate switch
    {
        null => "-",
        >= 1e6 => Number(rate / 1e6) + " M",
        >= 1e4 => Number(rate / 1e3, "0.0") + " k",
        _ => Number(rate, "0"),
    };

    private static string[] Row(Comparison c) =>
    [
        c.Name, c.Unit, Rate(c.OurRate), Rate(c.Work / c.Ours.Best), Rate(c.Work / c.Ours.MedianCpu),
        c.Peer ?? "-", Rate(c.TheirRate), Rate(c.Work / c.Theirs?.Best), Rate(c.Work / c.Theirs?.MedianCpu),
        Number(c.Ratio), Number(c.BestRatio), Number(c.CpuRatio),
        $"{Target(c)} {c.Met switch { true => "met", false => "MISSED", null => "-" }}".Trim(),
    ];

    private static string Target(Comparison c) => c.Target is null ? "" : c.Theirs is null ? Rate(c.Target) : Number(c.Target);
}

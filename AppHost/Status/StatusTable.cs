using System.Globalization;
using System.Text;

namespace Huracan.AppHost.Status;

/// <summary>All processes at a glance; what people may open stands last, as a link.</summary>
internal static class StatusTable
{
    public static string Render(IReadOnlyList<InstanceStatus> rows)
    {
        string[][] cells =
        [
            ["resource", "state", "pid", "endpoint"],
            .. rows.Select(row => new[]
            {
                row.Name, row.State.ToString().ToLowerInvariant(), row.ProcessId?.ToString(CultureInfo.InvariantCulture) ?? "-",
                row.Endpoint.Length == 0 ? "-" : row.Endpoint,
            }),
        ];
        var widths = Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in cells)
            text.Append("  ").AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        foreach (var row in rows.Where(row => row.IsExternal && row.State == InstanceState.Running))
            text.AppendLine(CultureInfo.InvariantCulture, $"  {row.Name}: {row.Endpoint}/");
        return text.ToString();
    }
}

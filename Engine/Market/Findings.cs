using System.Globalization;
using Huracan.Contracts.Preflight;

namespace Huracan.Engine.Market;

/// <summary>Collects findings in the order they are made.</summary>
internal sealed class Findings
{
    private readonly List<Finding> all = [];

    public IReadOnlyList<Finding> All => all;

    public bool Blocked => all.Exists(f => f.Severity == FindingSeverity.Blocking);

    public bool Repaired => all.Exists(f => f.Severity == FindingSeverity.Fixed);

    public void Add(string code, FindingSeverity severity, int count, string message) =>
        all.Add(new Finding(code, severity, count, message));

    /// <summary>A row number as in the file.</summary>
    public static string Row(RawCandles rows, int index) => $"row {rows.RowOf(index)} ({At(rows.OpenTimes[index])})";

    /// <summary>A time for messages.</summary>
    public static string At(long milliseconds) =>
        milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : $"{milliseconds} ms";
}

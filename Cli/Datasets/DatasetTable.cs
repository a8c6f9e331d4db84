using System.Globalization;
using Huracan.Contracts.Preflight;
using Huracan.Engine;
using Huracan.Engine.Datasets.Checks;
using Huracan.Engine.Datasets.Pooled;

namespace Huracan.Cli.Datasets;

/// <summary>Prints what is found in a dataset, and how good pooled models of it are.</summary>
internal static class DatasetTable
{
    /// <summary>The findings of a check, the gravest first.</summary>
    public static void Write(string path, DatasetReport report, TextWriter output, string times)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {Verdict(report)}. {report.Rows.Sum()} rows (train {report.Rows[0]}, validation {report.Rows[1]}, "
                + $"test {report.Rows[2]}) of {report.Symbols} symbols, {report.Features} features, labels "
                + $"{string.Join(", ", report.Horizons.Select(bars => $"h{bars}"))}, bars of {report.BarMinutes} minutes. {times}"));
        foreach (var finding in report.Findings)
            output.WriteLine(
                $"  {Severity(finding.Severity),-8}  {finding.Code,-28}  {finding.Count,6}  {finding.Message}");
    }

    /// <summary>What a verdict is called.</summary>
    public static string Verdict(DatasetReport report) => report.Verdict.ToString().ToUpperInvariant();

    /// <summary>A model's figures over a part, pooled and for each symbol.</summary>
    public static void Write(string model, PooledReport report, TextWriter output)
    {
        output.WriteLine(
            $"  {$"{model} {SettingText.Of(report.Part)}",-28}  {"rows",7}  {"skill",8}  {"accuracy",8}  {"majority",8}  {"bal.acc.",8}  "
                + $"{"majority",8}");
        Line("all symbols", report.Pooled, output);
        foreach (var (symbol, metrics) in report.Symbols)
            Line(symbol, metrics, output);
    }

    private static void Line(string name, PooledMetrics metrics, TextWriter output) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"    {name,-26}  {metrics.Classification.Count,7}  {metrics.LogLossSkill,8:F4}  {metrics.Classification.Accuracy,8:F4}  "
            + $"{metrics.MajorityAccuracy,8:F4}  {metrics.Classification.BalancedAccuracy,8:F4}  {metrics.MajorityBalancedAccuracy,8:F4}"));

    private static string Severity(FindingSeverity severity) =>
        severity == FindingSeverity.Blocking ? "BLOCKING" : SettingText.Of(severity);
}

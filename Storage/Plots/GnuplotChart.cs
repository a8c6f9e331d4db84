using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Huracan.Engine.Reports.Charts;

namespace Huracan.Storage.Plots;

/// <summary>Charts as PNG, drawn by gnuplot (Debian's gnuplot-nox). Without gnuplot there is no chart, and the caller says so.</summary>
public static class GnuplotChart
{
    private const string Program = "gnuplot";
    private const int TimeoutMs = 60_000;

    /// <summary>Draws a chart.</summary>
    /// <returns>The PNG file; null where gnuplot is not installed.</returns>
    /// <exception cref="InvalidOperationException">gnuplot failed; the message is its own.</exception>
    public static byte[]? Render(Chart chart) => Run(Program, Script(chart));

    internal static byte[]? Run(string program, string script)
    {
        // -d: no settings of the user's own may change the picture.
        var start = new ProcessStartInfo(program, ["-d"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        Process? started;
        try
        {
            started = Process.Start(start);
        }
        catch (Win32Exception fault) when (fault.NativeErrorCode is 2)
        {
            return null; // ENOENT: not installed
        }
        using var process = started ?? throw new InvalidOperationException($"{program} did not start.");
        using var picture = new MemoryStream();
        var reading = new Thread(() => process.StandardOutput.BaseStream.CopyTo(picture));
        reading.Start();
        var complaints = new StringBuilder();
        process.ErrorDataReceived += (_, line) => complaints.AppendLine(line.Data);
        process.BeginErrorReadLine();
        try
        {
            process.StandardInput.Write(script);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all; its exit code and words are judged below.
        }
        if (!process.WaitForExit(TimeoutMs))
        {
            process.Kill();
            throw new InvalidOperationException($"{program} did not end within {TimeoutMs / 1000} s.");
        }
        process.WaitForExit();
        reading.Join();
        return process.ExitCode == 0 && picture.Length > 0
            ? picture.ToArray()
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {complaints.ToString().Trim()}");
    }

    internal static string Script(Chart chart)
    {
        var script = new StringBuilder();
        var height = 120 + 300 * chart.Panels.Count;
        script.Append(CultureInfo.InvariantCulture, $"set terminal png truecolor size 1200,{height}\nset grid\nset key tmargin left horizontal noenhanced\n");
        if (chart.Panels.Any(panel => panel.Series.Any(series => series.Style == ChartStyle.Points)))
            script.Append("set offsets graph 0.01, graph 0.01, graph 0.03, graph 0.03\n"); // no point on the frame
        script.Append(CultureInfo.InvariantCulture, $"set multiplot layout {chart.Panels.Count},1 title {Quote(chart.Title)} noenhanced\n");
        script.Append(CultureInfo.InvariantCulture, $"set xlabel {Quote(chart.XLabel)} noenhanced\nset style fill solid 0.4 noborder\nset boxwidth 0.6\n");
        if (chart.IsOverTime)
            script.Append("set xdata time\nset timefmt '%s'\nset format x \"%Y-%m-%d\"\nset xtics nomirror\n");
        if (chart.XNames.Count > 0)
        {
            var names = chart.XNames.Select((name, place) => string.Create(CultureInfo.InvariantCulture, $"{Quote(name)} {place}"));
            script.Append(CultureInfo.InvariantCulture, $"set xtics rotate by -20 noenhanced ({string.Join(", ", names)})\nset rmargin 20\nset xrange [-0.5:{chart.XNames.Count - 1}.5]\n");
        }
        for (var p = 0; p < chart.Panels.Count; p++)
        {
            var series = chart.Panels[p].Series;
            script.Append(CultureInfo.InvariantCulture, $"set ylabel {Quote(chart.Panels[p].YLabel)} noenhanced\n");
            for (var s = 0; s < series.Count; s++)
                Data(script, $"$data_{p}_{s}", series[s], chart.IsOverTime);
            var lines = series.Select((line, s) => string.Create(CultureInfo.InvariantCulture, $"$data_{p}_{s} using 1:2 with {Style(line.Style)} title {Quote(line.Name)}"));
            script.Append(CultureInfo.InvariantCulture, $"plot {string.Join(", ", lines)}\n");
        }
        return script.Append("unset multiplot\n").ToString();
    }

    private static void Data(StringBuilder script, string name, ChartSeries series, bool overTime)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(series.X.Length, series.Y.Length, nameof(series));
        script.Append(name).Append(" << END\n");
        for (var i = 0; i < series.X.Length; i++)
        {
            script.Append((overTime ? series.X[i] / 1000 : series.X[i]).ToString("R", CultureInfo.InvariantCulture)).Append(' ');
            script.Append(double.IsFinite(series.Y[i]) ? series.Y[i].ToString("R", CultureInfo.InvariantCulture) : "NaN").Append('\n');
        }
        script.Append("END\n");
    }

    private static string Style(ChartStyle style) => style switch
    {
        ChartStyle.Line => "lines lw 1.5",
        ChartStyle.Points => "points pt 7 ps 1.4",
        ChartStyle.Steps => "steps lw 1.5",
        ChartStyle.Bars => "boxes",
        _ => "filledcurves y1=0",
    };

    // Single quotes: gnuplot runs what stands between backquotes in double ones.
    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ")}'";
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Huracan.Storage.Plots;

/// <summary>Charts as PNG, drawn by gnuplot (Debian's gnuplot-nox). Without gnuplot there is no chart, and the caller says so.</summary>
public static class GnuplotChart
{
    private const string Program = "gnuplot";
    private const int TimeoutMs = 60_000;

    /// <summary>Draws panels of equal width one below the other.</summary>
    /// <param name="title">Heading.</param>
    /// <param name="xLabel">What the horizontal axis shows.</param>
    /// <param name="overTime">Whether x is milliseconds since the Unix epoch.</param>
    /// <param name="panels">At least one.</param>
    /// <returns>The PNG file; null where gnuplot is not installed.</returns>
    /// <exception cref="InvalidOperationException">gnuplot failed; the message is its own.</exception>
    public static byte[]? Render(string title, string xLabel, bool overTime, params ReadOnlySpan<ChartPanel> panels) =>
        Run(Program, Script(title, xLabel, overTime, panels));

    /// <summary>Draws an equity curve and, below it, its drawdown in percent of the peak so far.</summary>
    /// <param name="title">Heading.</param>
    /// <param name="times">Milliseconds since the Unix epoch.</param>
    /// <param name="equity">Account value, positive.</param>
    /// <returns>The PNG file; null where gnuplot is not installed.</returns>
    public static byte[]? RenderEquity(string title, ReadOnlySpan<long> times, ReadOnlySpan<double> equity)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(times.Length, equity.Length, nameof(times));
        var x = new double[times.Length];
        for (var i = 0; i < x.Length; i++)
            x[i] = times[i];
        return Render(title, "", true, new ChartPanel("equity", new ChartSeries("equity", x, equity.ToArray())), Drawdown(x, equity));
    }

    internal static ChartPanel Drawdown(double[] times, ReadOnlySpan<double> equity)
    {
        var drawdown = new double[equity.Length];
        var peak = double.NegativeInfinity;
        for (var i = 0; i < drawdown.Length; i++)
        {
            peak = Math.Max(peak, equity[i]);
            drawdown[i] = 100 * (equity[i] / peak - 1);
        }
        return new ChartPanel("drawdown, %", new ChartSeries("drawdown", times, drawdown, ChartStyle.Area));
    }

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

    internal static string Script(string title, string xLabel, bool overTime, ReadOnlySpan<ChartPanel> panels)
    {
        var script = new StringBuilder();
        var height = 120 + 300 * panels.Length;
        script.Append(CultureInfo.InvariantCulture, $"set terminal png truecolor size 1200,{height}\nset grid\nset key top left noenhanced\n");
        script.Append(CultureInfo.InvariantCulture, $"set multiplot layout {panels.Length},1 title {Quote(title)} noenhanced\n");
        script.Append(CultureInfo.InvariantCulture, $"set xlabel {Quote(xLabel)} noenhanced\nset style fill solid 0.4 noborder\n");
        if (overTime)
            script.Append("set xdata time\nset timefmt '%s'\nset format x \"%Y-%m-%d\"\nset xtics nomirror\n");
        for (var p = 0; p < panels.Length; p++)
        {
            script.Append(CultureInfo.InvariantCulture, $"set ylabel {Quote(panels[p].YLabel)} noenhanced\n");
            for (var s = 0; s < panels[p].Series.Length; s++)
                Data(script, $"$data_{p}_{s}", panels[p].Series[s], overTime);
            script.Append("plot ");
            for (var s = 0; s < panels[p].Series.Length; s++)
            {
                var series = panels[p].Series[s];
                script.Append(s > 0 ? ", " : "");
                script.Append(CultureInfo.InvariantCulture, $"$data_{p}_{s} using 1:2 with {Style(series.Style)} title {Quote(series.Name)}");
            }
            script.Append('\n');
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
        ChartStyle.Points => "points pt 7 ps 0.8",
        ChartStyle.Steps => "steps lw 1.5",
        _ => "filledcurves y1=0",
    };

    // Single quotes: gnuplot runs what stands between backquotes in double ones.
    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).ReplaceLineEndings(" ")}'";
}

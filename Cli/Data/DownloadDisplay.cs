using System.Globalization;
using Huracan.MarketData.Download;
using Spectre.Console;

namespace Huracan.Cli.Data;

/// <summary>Shows a download: a bar with the time left on a terminal, elsewhere a line every ten seconds.</summary>
internal sealed class DownloadDisplay : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly TimeProvider time;
    private readonly long started;
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task? live;
    private ProgressTask? bar;
    private TimeSpan said;

    private DownloadDisplay(TimeProvider time)
    {
        (this.time, started) = (time, time.GetTimestamp());
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
            return;
        var ready = new TaskCompletionSource();
        live = AnsiConsole.Progress().AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                new RemainingTimeColumn())
            .StartAsync(context =>
            {
                bar = context.AddTask("months", maxValue: 1);
                ready.SetResult();
                return closed.Task;
            });
        ready.Task.Wait();
    }

    public static DownloadDisplay Open(TimeProvider time) => new(time);

    public void Show(DownloadProgress progress)
    {
        var done = progress.Months - progress.Left;
        var elapsed = time.GetElapsedTime(started);
        var rate = progress.Rows / Math.Max(elapsed.TotalSeconds, 0.001);
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{done} of {progress.Months} months, {progress.Rows} rows, {rate:F0} rows/s");
        if (bar is not null)
        {
            bar.MaxValue = Math.Max(progress.Months, 1);
            bar.Value = done;
            bar.Description = Markup.Escape($"{text} {progress.Series}".PadRight(72)[..72]);
        }
        else if (elapsed - said >= Interval)
        {
            said = elapsed;
            var left = done == 0 ? "" : string.Create(
                CultureInfo.InvariantCulture, $", about {elapsed.TotalMinutes * progress.Left / done:F1} minutes left");
            AnsiConsole.WriteLine($"{text}{left}");
        }
    }

    public void Dispose()
    {
        closed.TrySetResult();
        live?.Wait();
    }
}

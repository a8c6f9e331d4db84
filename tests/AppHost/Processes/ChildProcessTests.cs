using System.Diagnostics;
using System.Globalization;
using Huracan.AppHost.Processes;

namespace Huracan.Tests.AppHost.Processes;

public class ChildProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_program_runs_to_its_end_with_its_output_environment_and_code()
    {
        var command = new ProcessCommand("sh", ["-c", "echo $GREETING; echo to error >&2; exit 7"]) { Environment = new Dictionary<string, string> { ["GREETING"] = "hello" } };
        var (code, output) = await ChildProcess.RunAsync(command, CancellationToken.None);
        Assert.Equal(7, code);
        Assert.Equal(["hello", "to error"], output.Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Stopping_takes_the_whole_group_along_even_one_that_ignores_the_request()
    {
        var told = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var command = new ProcessCommand("sh", ["-c", "trap '' TERM; sleep 600 & echo $!; wait; wait"]);
        using var process = await ChildProcess.StartAsync(command, line => told.TrySetResult(int.Parse(line, CultureInfo.InvariantCulture)));
        var grandchild = await told.Task.WaitAsync(Patience);
        Assert.True(Lives(grandchild));
        await process.StopAsync(TimeSpan.FromMilliseconds(200)).WaitAsync(Patience);
        Assert.Equal(128 + 9, await process.Exited);
        var started = Stopwatch.GetTimestamp();
        while (Lives(grandchild) && Stopwatch.GetElapsedTime(started) < Patience)
            await Task.Delay(10);
        Assert.False(Lives(grandchild));
    }

    [Fact]
    public async Task A_missing_program_is_named()
    {
        var (code, output) = await ChildProcess.RunAsync(new ProcessCommand("no-such-program", []), CancellationToken.None);
        Assert.Equal(127, code);
        Assert.Contains("no-such-program", output, StringComparison.Ordinal);
    }

    private static bool Lives(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}

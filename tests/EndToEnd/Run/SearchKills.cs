using System.Globalization;
using System.Text.Json.Nodes;
using Huracan.Engine;
using Huracan.Tests.EndToEnd.Harness;

namespace Huracan.Tests.EndToEnd.Run;

/// <summary>
/// Kills a run that searches, with all its workers, at moments drawn from a seed, and resumes it: what it leaves in the end is to be what
/// an undisturbed run leaves, trial by trial and byte by byte.
/// </summary>
internal sealed class SearchKills(ulong seed, int kills, Action<string> tell)
{
    private const int ShortestMilliseconds = 700; // before that the program has not begun

    private readonly SeededRandom random = new(seed);

    /// <summary>In which stage each kill fell.</summary>
    public List<string> Stages { get; } = [];

    /// <summary>Runs it to the end.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">Something was lost, doubled or came out otherwise.</exception>
    public async Task PlayAsync()
    {
        using var scratch = new Scratch();
        var config = scratch.Write("searched.yaml", Settings.SearchedWide);
        var started = TimeProvider.System.GetTimestamp();
        (await HuracanProcess.RunAsync("run", "--config", config, "--out", scratch.Path("whole"), "--workers", "2")).Expect(0);
        var milliseconds = (int)TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        var whole = RunResult.Only(scratch.Path("whole"));
        tell(string.Create(CultureInfo.InvariantCulture, $"undisturbed: {milliseconds / 1000.0:F1} s"));
        for (var run = 1; Stages.Count < kills; run++)
        {
            var output = scratch.Path($"out{run}");
            while (await KilledAsync(config, output, milliseconds))
            {
            }
            RunResult.Only(output).ExpectSameAs(whole);
            tell($"run {run}: the bytes of the undisturbed one; {Stages.Count} of {kills} kills");
        }
    }

    // One start, which is killed or, when there are no kills left or it is quicker, comes to its end.
    private async Task<bool> KilledAsync(string config, string output, int milliseconds)
    {
        string[] how = RunResult.TryFind(output) is { } id ? ["--resume", id] : ["--config", config];
        using var program = HuracanProcess.Start(["run", .. how, "--out", output, "--workers", "2"]);
        var end = program.EndAsync();
        if (Stages.Count < kills)
        {
            // Late moments are worth less: what is resumed has less before it.
            await Task.WhenAny(end, Task.Delay(ShortestMilliseconds + random.NextInt(Math.Max(1, milliseconds / 2))));
            if (!end.IsCompleted)
            {
                program.SignalGroup(HuracanProcess.Kill);
                await end;
                Stages.Add(StageNow(output));
                tell($"killed in {Stages[^1]}");
                return true;
            }
        }
        (await end).Expect(0);
        return false;
    }

    private static string StageNow(string output)
    {
        if (RunResult.TryFind(output) is not { } id)
            return "nothing yet";
        var logs = Directory.GetFiles(Path.Combine(output, "artifacts", id), "run.log", SearchOption.AllDirectories)
            .Where(path => path.Split('/')[^2] is "1h" or "4h");
        var last = logs.Select(path => File.ReadLines(path).LastOrDefault(line => line.EndsWith('}')))
            .Max(StringComparer.Ordinal); // a line begins with its time
        return last is null ? "ingest" : (string?)JsonNode.Parse(last)!["stage"] ?? "end of a unit";
    }
}

using System.Net;
using Huracan.Tests.EndToEnd.Harness;
using Huracan.Tests.Servers;

namespace Huracan.Tests.EndToEnd.Terminal;

/// <summary>Ends that are no run's; those of runs are tested where the runs are.</summary>
public class ExitCodesTests
{
    private static readonly Dictionary<string, string> AnyKey = new() { ["HURACAN_API_KEY"] = "any" };

    [Fact]
    public async Task A_program_whose_libtorch_is_damaged_ends_doctor_as_failed_with_the_reason_and_makes_no_copy_of_it()
    {
        using var scratch = new Scratch();
        var outcome = await HuracanProcess.RunProgramAsync(DamagedProgram(scratch.Root), "doctor");

        outcome.Expect(1);
        Assert.Matches("(?m)^libtorch +FAIL +libtorch cannot be loaded: ", outcome.Output);
        Assert.DoesNotContain("LoadNativeBackend", outcome.Output + outcome.Error, StringComparison.Ordinal); // TorchSharp's own pages
        Assert.False(Directory.Exists(scratch.Path("cpu"))); // where TorchSharp would copy libtorch to
    }

    [Theory]
    [InlineData("There is no command 'predict' (did you mean 'preflight'?); commands: doctor, data, ", "predict", "--help")]
    [InlineData("There is no command 'signal' (did you mean 'signals'?); commands: ", "signal")]
    [InlineData("There is no command 'imports' (did you mean 'import'?)", "data", "imports", "-h")]
    public async Task An_unknown_command_is_refused_also_where_its_help_is_asked_for(string message, params string[] arguments)
    {
        var outcome = await HuracanProcess.RunAsync(arguments);

        outcome.Expect(2);
        Assert.StartsWith(message, outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_failure()
    {
        var outcome = await HuracanProcess.RunWithAsync(AnyKey, "runs", "list", "--server", $"http://127.0.0.1:{Ports.Free()}");

        outcome.Expect(1);
        Assert.StartsWith("Failed: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Start the cluster with './huracan up'", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, 2)]
    [InlineData(HttpStatusCode.InternalServerError, 1)]
    public async Task A_request_at_fault_is_refused_and_a_server_at_fault_has_failed(HttpStatusCode status, int code)
    {
        using var server = new HttpListener();
        var address = $"http://127.0.0.1:{Ports.Free()}/";
        server.Prefixes.Add(address);
        server.Start();
        var answers = AnswerAsync(server, status);

        var outcome = await HuracanProcess.RunWithAsync(AnyKey, "runs", "cancel", "20200101T000000Z-00000000", "--server", address);

        server.Stop();
        await answers;
        outcome.Expect(code);
        Assert.StartsWith(code == 2 ? "Refused: " : "Failed: ", outcome.Error, StringComparison.Ordinal);
    }

    // The program again, by links, with another file in the place of TorchSharp's library.
    private static string DamagedProgram(string folder)
    {
        var original = Path.GetDirectoryName(HuracanProcess.Program)!; // a file's path has a folder
        foreach (var file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            if (Path.GetFileName(file) == "libLibTorchSharp.so")
                File.WriteAllText(copy, "no library");
            else if (Path.GetFileName(file).StartsWith("huracan.", StringComparison.Ordinal))
                File.Copy(file, copy); // the host looks for all else where this really lies
            else
                File.CreateSymbolicLink(copy, file);
        }
        return Path.Combine(folder, "huracan.dll");
    }

    private static async Task AnswerAsync(HttpListener server, HttpStatusCode status)
    {
        try
        {
            while (true)
            {
                var request = await server.GetContextAsync();
                request.Response.StatusCode = (int)status;
                request.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}

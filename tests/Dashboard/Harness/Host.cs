using Huracan.Tests.Servers;

namespace Huracan.Tests.Dashboard.Harness;

/// <summary>One of our hosts as a process, started from its own build's output as the application host does it.</summary>
internal sealed class Host : IAsyncDisposable
{
    private readonly ChildProcess process;

    private Host(ChildProcess process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <param name="project">Folder of the project.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">Its settings.</param>
    /// <param name="log">Each line it says.</param>
    public static async Task<Host> StartAsync(string project, string folder, Dictionary<string, string> environment, Action<string> log)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../..", project, configuration, $"Huracan.{project}.dll"));
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        environment["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority);
        var process = await ChildProcess.StartAsync(
            new ProcessCommand("dotnet", [program]) { Environment = environment, WorkingFolder = folder }, line =>
                log($"{project}: {line}"));
        var host = new Host(process, address);
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/health", patience.Token);
                if (answer.IsSuccessStatusCode)
                    return host;
            }
            catch (HttpRequestException) when (!process.Exited.IsCompleted)
            {
                // It does not listen yet.
            }
            await Task.Delay(100, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync(TimeSpan.FromSeconds(10));
        process.Dispose();
    }
}

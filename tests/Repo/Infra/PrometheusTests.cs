using System.Diagnostics;

namespace Huracan.Tests.Repo.Infra;

/// <summary>The rules as promtool reads them. That their metrics exist is held by the tests of the whole application.</summary>
public class PrometheusTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "infra", "prometheus");

    [PromtoolFact]
    public void The_rules_are_sound() =>
        Accepts(["check", "rules", "--lint=all", "--lint-fatal", .. Directory.GetFiles(Folder, "*.rules.yml")]);

    [PromtoolFact]
    public void The_rules_do_what_they_say() => Accepts(["test", "rules", Path.Combine(Folder, "rules.test.yml")]);

    [PromtoolFact]
    public void The_configuration_is_sound()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Folder))
            folder.Write(Path.GetFileName(file), File.ReadAllText(file));
        var configuration = File.ReadAllText(folder["prometheus.yml"]);
        const string key = "/etc/prometheus/huracan-reader-key"; // must be there to be accepted
        Assert.Contains(key, configuration, StringComparison.Ordinal);

        Accepts(["check", "config", folder.Write("prometheus.yml",
            configuration.Replace(key, folder.Write("key", "key"), StringComparison.Ordinal))]);
    }

    private static void Accepts(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("promtool", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("promtool does not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output + error.Result);
    }
}

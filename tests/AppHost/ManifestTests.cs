using System.Text.Json;
using System.Text.RegularExpressions;

namespace Huracan.Tests.AppHost;

/// <summary>What a cloud's tools read of the application.</summary>
public sealed partial class ManifestTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huracan-manifest-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_has_every_host_and_both_servers_and_no_secret()
    {
        var path = Path.Combine(folder.FullName, "manifest.json");
        var (code, output, error) = await AppHostProcess.RunAsync(
            "--operation", "publish", "--publisher", "manifest", "--output-path", path);
        Assert.True(code == 0, output + error);
        var text = await File.ReadAllTextAsync(path);
        using var manifest = JsonDocument.Parse(text);
        var resources = manifest.RootElement.GetProperty("resources");
        foreach (var host in new[] { "silo", "api", "dashboard" })
        {
            Assert.Equal("project.v0", resources.GetProperty(host).GetProperty("type").GetString());
            Assert.True(resources.GetProperty(host).GetProperty("bindings").TryGetProperty("http", out _));
        }
        Assert.Equal("container.v0", resources.GetProperty("redis").GetProperty("type").GetString());
        // PostgreSQL is the cloud's own server, named by a secret that is asked for.
        Assert.Equal("parameter.v0", resources.GetProperty("huracan").GetProperty("type").GetString());
        Assert.Equal("{huracan.connectionString}", Variable(resources, "silo", "ConnectionStrings__huracan"));
        Assert.Equal("{huracan.connectionString}", Variable(resources, "api", "ConnectionStrings__huracan"));
        Assert.Equal("{redis.connectionString}", Variable(resources, "api", "ConnectionStrings__redis"));
        Assert.Equal("{api.bindings.http.url}", Variable(resources, "dashboard", "services__api__http__0"));
        Assert.Equal("parameter.v0", resources.GetProperty("operator-key").GetProperty("type").GetString());
        Assert.Equal("{operator-key.value}", Variable(resources, "api", "Api__OperatorKey"));
        Assert.Equal("{operator-key.value}", Variable(resources, "dashboard", "Api__Key"));
        Assert.DoesNotMatch(MachinePattern(), text); // no folder, port or password of this machine
        Assert.DoesNotMatch(SecretPattern(), text);
    }

    private static string? Variable(JsonElement resources, string host, string name) =>
        resources.GetProperty(host).GetProperty("env").GetProperty(name).GetString();

    [GeneratedRegex("HURACAN_STATE|DOTNET_ROOT|Silo__Slots|127\\.0\\.0\\.1|localhost")]
    private static partial Regex MachinePattern();

    [GeneratedRegex("[Pp]assword=(?!\\{)[^;,\"]", RegexOptions.None)]
    private static partial Regex SecretPattern();
}

using Huracan.AppHost.Hosting;

namespace Huracan.Tests.AppHost.Hosting;

public sealed class StateFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huracan-state-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Only_one_application_uses_it_at_a_time()
    {
        using (StateFolder.Take(folder.FullName))
        {
            var refused = Assert.Throws<StartRefusedException>(() => StateFolder.Take(folder.FullName));
            Assert.Equal($"another process uses {folder.FullName}; stop it, or choose another folder with --state", refused.Message);
        }
        using var again = StateFolder.Take(folder.FullName);
        Assert.False(again.WasKilled);
    }

    [Fact]
    public void An_application_that_was_killed_leaves_its_mark()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "lock"), "running");
        using var state = StateFolder.Take(folder.FullName);
        Assert.True(state.WasKilled);
    }
}

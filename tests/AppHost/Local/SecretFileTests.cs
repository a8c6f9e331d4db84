using Huracan.AppHost.Local;

namespace Huracan.Tests.AppHost.Local;

public sealed class SecretFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huracan-secret-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_password_is_made_once_and_for_its_owner_alone()
    {
        var path = Path.Combine(folder.FullName, "below", "password");
        var password = SecretFile.Password(path);
        Assert.Equal(40, password.Length);
        Assert.Equal(password, SecretFile.Password(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }
}

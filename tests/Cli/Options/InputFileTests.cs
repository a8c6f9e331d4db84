using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Contracts;

namespace Huracan.Tests.Cli.Options;

public sealed class InputFileTests : IDisposable
{
    private static readonly Option<string> Option = new("--candles");

    private readonly string root = Directory.CreateTempSubdirectory("huracan-input-").FullName;

    [Fact]
    public void A_file_is_taken_and_what_is_none_is_refused_by_option_and_path()
    {
        File.WriteAllText(Path.Combine(root, "file"), "");

        Assert.Equal(Path.Combine(root, "file"), InputFile.Of(Option, Path.Combine(root, "file")));
        Assert.Equal($"--candles is {root}, a folder; it must name a file.", Refusal(root));
        Assert.Equal($"--candles is {root}/none; there is no such file.", Refusal($"{root}/none"));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string Refusal(string path) => Assert.Throws<InputRefusedException>(() => InputFile.Of(Option, path)).Message;
}

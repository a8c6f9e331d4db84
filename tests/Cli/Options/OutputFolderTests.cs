using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Contracts;

namespace Huracan.Tests.Cli.Options;

public sealed class OutputFolderTests : IDisposable
{
    private static readonly Option<string> Option = new("--out");

    private readonly string root = Directory.CreateTempSubdirectory("huracan-output-").FullName;

    [Theory]
    [InlineData("")]
    [InlineData("new")]
    [InlineData("new/and/deeper")]
    public void A_folder_that_can_be_made_is_taken_and_not_made_yet(string name)
    {
        var path = Path.Combine(root, name);

        Assert.Equal(path, OutputFolder.Of(Option, path));

        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    public void A_file_in_its_place_is_refused(string name)
    {
        File.WriteAllText(Path.Combine(root, "file"), "");

        var message = Assert.Throws<InputRefusedException>(() => OutputFolder.Of(Option, Path.Combine(root, name))).Message;

        Assert.Equal($"--out is {Path.Combine(root, name)}, but {Path.Combine(root, "file")} is a file; it must name a folder.", message);
    }

    [Theory]
    [InlineData("/proc/x", "nothing can be written to /proc;")]
    [InlineData("/proc/self/x/y", "nothing can be written to /proc/self;")]
    [InlineData("", "--out is empty")]
    public void A_place_that_takes_nothing_is_refused(string path, string words) =>
        Assert.Contains(words, Assert.Throws<InputRefusedException>(() => OutputFolder.Of(Option, path)).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(root, recursive: true);
}

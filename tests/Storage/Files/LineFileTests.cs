using Huracan.Storage.Files;

namespace Huracan.Tests.Storage.Files;

public sealed class LineFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("huracan-lines-").FullName;

    private string Log => Path.Combine(folder, "new/folder/run.log");

    [Fact]
    public void Lines_are_appended_and_the_folder_is_made()
    {
        LineFile.Append(Log, "one"u8);
        LineFile.Append(Log, "två"u8);

        Assert.Equal("one\ntvå\n", File.ReadAllText(Log));
    }

    [Fact]
    public void A_line_cut_short_corrupts_no_other()
    {
        LineFile.Append(Log, "one"u8);
        File.AppendAllText(Log, "half a li");

        LineFile.Append(Log, "two"u8);
        LineFile.Append(Log, "three"u8);

        Assert.Equal(["one", "half a li", "two", "three"], File.ReadAllLines(Log));
    }

    [Fact]
    public void A_concurrent_reader_sees_only_whole_lines()
    {
        LineFile.Append(Log, "first"u8);
        using var reader = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

        LineFile.Append(Log, "second"u8);

        using var text = new StreamReader(reader);
        Assert.Equal("first\nsecond\n", text.ReadToEnd());
    }

    [Fact]
    public void A_folder_in_its_place_is_named() =>
        Assert.Contains(
            folder, Assert.Throws<UnauthorizedAccessException>(() => LineFile.Append(folder, "x"u8)).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
